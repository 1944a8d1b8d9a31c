package larksong.publish.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import larksong.config.Section;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;
import larksong.library.feed.Addresses;
import larksong.library.store.LibraryException;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import okhttp3.OkHttpClient;

/** Keeps a show as files that any web server can serve, with a private feed. */
public final class SitePublisher implements Publisher {

  private static final String INDEX_OF_NONE = "shows/none/episodes.json";
  private static final String TRIAL = "shows/trial.txt";
  private static final String MEDIA = "media/";

  /** As long is a GUID, with which the names of files begin. */
  private static final int GUID = 36;

  private final String target;
  private final Site site;
  private final String base;
  private final Outside outside;

  /** A site whose files are reached below an address. */
  SitePublisher(String target, Site site, URI url, Outside outside) {
    this.target = target;
    this.site = site;
    this.base = url.toString().replaceFirst("/+$", "");
    this.outside = outside;
  }

  /** What it uses beside its section. */
  public record Outside(Supplier<OkHttpClient> client, Receipts receipts, Clock clock) {}

  /** In a folder of this machine; see {@link FolderSite}. */
  public static SitePublisher folder(String target, Section section, Outside outside) {
    return FolderSite.of(target, section, outside);
  }

  /** On a WebDAV server; see {@link WebdavSite}. */
  public static SitePublisher webdav(String target, Section section, Outside outside) {
    return WebdavSite.of(target, section, outside);
  }

  /** In a bucket of an S3-compatible store; see {@link S3Site}. */
  public static SitePublisher s3(String target, Section section, Outside outside) {
    return S3Site.of(target, section, outside);
  }

  @Override
  public String target() {
    return target;
  }

  /**
   * Its files first, which nobody sees before the feed names them; then the feed. What the feed
   * named before stays a day; what a killed attempt left goes at once.
   */
  @Override
  public Publication publish(Episode episode) throws PublishException {
    Edition edition = episode.edition();
    try {
      Index index = listing(edition).index();
      ShelvedEpisode entry = entry(episode, guid(index, edition));
      String name = name(entry, index);
      EpisodeFiles files = EpisodeFiles.of(entry, name, base);
      Receipt receipt = receipt(edition).sending(files.paths(), listed(index, edition));
      write(edition, receipt);
      site.sweep("media");
      site.sweep("shows/" + edition.show());
      files.send(site, episode);
      list(episode, files, name);
      for (String path : receipt.unheard(files.paths())) {
        site.remove(path);
      }
      outdated().add(receipt.outdated(files.paths()));
      write(edition, new Receipt(files.paths(), List.of()));
      outdated().sweep();
      return publication(entry, name);
    } catch (IOException e) {
      outside.receipts().checkTurn(); // whoever has it now may have removed what was sent
      throw failure("publish to", e);
    }
  }

  /** What a node sent that lost its turn meanwhile goes again. */
  private void list(Episode episode, EpisodeFiles files, String name)
      throws IOException, PublishException {
    Listing listing = listing(episode.edition());
    try {
      if (!listing.put(episode.show(), files.entry(), name, outside.receipts()::checkTurn)) {
        throw changed();
      }
    } catch (LibraryException e) {
      if (!listing.index().files().containsValue(name)) {
        for (String path : files.paths()) {
          site.remove(path);
        }
      }
      throw e;
    }
  }

  private PublishException changed() {
    return new PublishException(
        "Others changed the feed at '" + target + "' again and again. It is tried again.");
  }

  /** What the feed names of it goes in a day; an edition that no receipt names stays. */
  @Override
  public void withdraw(Show show, Edition edition) throws PublishException {
    withdraw(show, edition, false);
  }

  @Override
  public void delete(Show show, Edition edition) throws PublishException {
    withdraw(show, edition, true);
  }

  private void withdraw(Show show, Edition edition, boolean atOnce) throws PublishException {
    try {
      Listing listing = listing(edition);
      Set<String> listed = listed(listing.index(), edition);
      Receipt gone = receipt(edition).sending(List.of(), listed);
      if (!gone.files().isEmpty()) {
        write(edition, gone); // what was heard, for who goes on when the index is without it
      }
      if (isOurs(gone, listed)
          && !listing.remove(show, edition.id(), outside.receipts()::checkTurn)) {
        throw changed();
      }
      for (String path : gone.unheard(List.of())) {
        site.remove(path);
      }
      outdated().add(gone.outdated(List.of()));
      if (atOnce) {
        outdated().remove(guid(listing.index(), edition));
      }
      write(edition, Receipt.NONE);
      outdated().sweep();
    } catch (IOException e) {
      throw failure("take an edition away from", e);
    }
  }

  /** The index may be without it already, and the feed not yet. */
  private static boolean isOurs(Receipt receipt, Set<String> listed) {
    return !receipt.files().isEmpty()
        && (listed.isEmpty() || receipt.files().stream().anyMatch(listed::contains));
  }

  /** What the feed names of an edition. */
  private Set<String> listed(Index index, Edition edition) {
    return index
        .find(edition.id())
        .map(entry -> Set.copyOf(EpisodeFiles.of(entry, index.name(entry), base).paths()))
        .orElse(Set.of());
  }

  /** The name it has there, if it is there; else one of its own. */
  private static String name(ShelvedEpisode entry, Index index) {
    return index
        .find(entry.edition())
        .filter(there -> there.sha256().equals(entry.sha256()))
        .map(index::name)
        .orElseGet(() -> entry.guid() + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  private Receipt receipt(Edition edition) throws JsonProcessingException {
    Optional<String> receipt = outside.receipts().read(edition);
    return receipt.isEmpty() ? Receipt.NONE : Receipt.read(receipt.get());
  }

  private void write(Edition edition, Receipt receipt) {
    outside.receipts().write(edition, Json.write(receipt));
  }

  private Outdated outdated() {
    return new Outdated(site, outside.receipts(), outside.clock());
  }

  private Listing listing(Edition edition) {
    return new Listing(site, base, edition.show());
  }

  private ShelvedEpisode entry(Episode episode, UUID guid) throws IOException {
    Recording recording = episode.recording();
    return new ShelvedEpisode(
        guid,
        episode.edition().id(),
        episode.title(),
        episode.summary(),
        episode.notes(),
        outside.clock().instant(),
        recording.duration(),
        recording.bytes(),
        recording.sha256(),
        Fingerprint.of(episode.cover()),
        recording.loudness(),
        recording.chapters(),
        recording.cues(),
        Files.readString(episode.transcript()),
        episode.provenance(),
        Optional.empty());
  }

  /** An edition has the same GUID for ever, whatever the owner calls the target. */
  private UUID guid(Index index, Edition edition) throws JsonProcessingException {
    Optional<UUID> known = index.find(edition.id()).map(ShelvedEpisode::guid);
    Optional<String> first = receipt(edition).files().stream().findFirst();
    if (known.isPresent() || first.isEmpty()) {
      return known.orElseGet(
          () ->
              UUID.nameUUIDFromBytes(
                  (target + "\n" + edition.id()).getBytes(StandardCharsets.UTF_8)));
    }
    return UUID.fromString(first.get().substring(MEDIA.length(), MEDIA.length() + GUID));
  }

  @Override
  public String examine() throws PublishException {
    try {
      site.read(INDEX_OF_NONE);
      byte[] trial = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
      site.write(TRIAL, trial, "text/plain");
      new Proof(site).of(TRIAL, trial);
      site.remove(TRIAL);
      return site.place() + " can be read and written";
    } catch (IOException e) {
      throw failure("publish to", e);
    }
  }

  @Override
  public Optional<String> feed(String show) {
    return Optional.of(new Addresses(base, Map.of()).feed(show));
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    try {
      Index index = listing(edition).index();
      Optional<ShelvedEpisode> there = there(index, edition, sha256);
      return there.map(entry -> publication(entry, index.name(entry)));
    } catch (IOException e) {
      throw failure("look into", e);
    }
  }

  /** Reads each show's index once. */
  @Override
  public Set<Edition> lost(Map<Edition, String> there) throws PublishException {
    Map<String, Index> indexes = new HashMap<>();
    Set<Edition> lost = new LinkedHashSet<>();
    try {
      for (Map.Entry<Edition, String> one : there.entrySet()) {
        Edition edition = one.getKey();
        Index index = indexes.get(edition.show());
        if (index == null) {
          index = listing(edition).index();
          indexes.put(edition.show(), index);
        }
        if (there(index, edition, one.getValue()).isEmpty()) {
          lost.add(edition);
        }
      }
      return lost;
    } catch (IOException e) {
      throw failure("look into", e);
    }
  }

  private Optional<ShelvedEpisode> there(Index index, Edition edition, String sha256)
      throws IOException {
    Optional<ShelvedEpisode> entry =
        index.find(edition.id()).filter(one -> one.sha256().equals(sha256));
    return entry.isPresent()
            && EpisodeFiles.of(entry.get(), index.name(entry.get()), base).areThere(site)
        ? entry
        : Optional.empty();
  }

  @Override
  public String address() {
    return site.address();
  }

  private PublishException failure(String what, IOException cause) {
    return PublishException.of(
        "Could not "
            + what
            + " '"
            + target
            + "' ("
            + site.place()
            + "): "
            + words(cause).replaceFirst("\\.$", "")
            + ".",
        cause);
  }

  /** A file system's own messages are bare paths. */
  private static String words(IOException cause) {
    if (!(cause instanceof FileSystemException failure)) {
      return String.valueOf(cause.getMessage());
    }
    Path file = Path.of(failure.getFile() == null ? "" : failure.getFile()).getFileName();
    String name = "'" + file + "' ";
    if (failure instanceof NoSuchFileException) {
      return name + "is not there. Check the folder, and whether its disk is mounted";
    }
    if (failure instanceof AccessDeniedException) {
      return name + "may not be written. Check who owns the folder";
    }
    String reason = failure.getReason();
    return name
        + "could not be written"
        + (reason == null ? "" : " (" + reason + ")")
        + ". Check the folder and its disk";
  }

  private Publication publication(ShelvedEpisode entry, String name) {
    String location = EpisodeFiles.of(entry, name, base).audio();
    return new Publication(target, State.PUBLISHED, location, entry.sha256());
  }
}
