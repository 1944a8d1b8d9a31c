package larksong.publish.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
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
import larksong.library.Addresses;
import larksong.library.LibraryException;
import larksong.library.ShelvedEpisode;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recording;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import okhttp3.OkHttpClient;

/** Keeps a show as files that any web server can serve, with a private feed. */
public final class SitePublisher implements Publisher {

  private static final String INDEX_OF_NONE = "shows/none/episodes.json";
  private static final String TRIAL = "shows/trial.txt";

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
   * Its files first, which nobody sees before the feed names them; then the feed; then the files of
   * another recording of the edition go, also those that a killed attempt left.
   */
  @Override
  public Publication publish(Episode episode) throws PublishException {
    Edition edition = episode.edition();
    try {
      ShelvedEpisode entry = entry(episode);
      String name = name(entry, listing(edition).index());
      EpisodeFiles files = EpisodeFiles.of(entry, name, base);
      Set<String> before = sent(edition);
      before.removeAll(files.paths());
      note(edition, before, files.paths());
      site.sweep("media");
      site.sweep("shows/" + edition.show());
      files.send(site, episode);
      list(episode, files, name);
      for (String path : before) {
        site.remove(path);
      }
      note(edition, Set.of(), files.paths());
      return publication(entry, name);
    } catch (IOException e) {
      throw failure("publish to", e);
    }
  }

  /** What a node sent that lost its turn meanwhile goes again. */
  private void list(Episode episode, EpisodeFiles files, String name)
      throws IOException, PublishException {
    Listing listing = listing(episode.edition());
    try {
      if (!listing.put(episode.show(), files.entry(), name, outside.receipts()::checkTurn)) {
        throw new PublishException(
            "Others changed the feed at '" + target + "' again and again. It is tried again.");
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

  /** The name it has there, if it is there; else one of its own. */
  private static String name(ShelvedEpisode entry, Index index) {
    return index
        .find(entry.guid())
        .filter(there -> there.sha256().equals(entry.sha256()))
        .map(index::name)
        .orElseGet(() -> entry.guid() + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** What may be there of the edition. */
  private Set<String> sent(Edition edition) throws JsonProcessingException {
    Optional<String> receipt = outside.receipts().read(edition);
    return receipt.isEmpty()
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(List.of(Json.read(receipt.get(), String[].class)));
  }

  private void note(Edition edition, Set<String> before, List<String> now) {
    Set<String> all = new LinkedHashSet<>(before);
    all.addAll(now);
    outside.receipts().write(edition, Json.write(all));
  }

  private Listing listing(Edition edition) {
    return new Listing(site, base, edition.show());
  }

  /** An edition has the same GUID for ever. */
  private ShelvedEpisode entry(Episode episode) throws IOException {
    Recording recording = episode.recording();
    return new ShelvedEpisode(
        guid(episode.edition()),
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

  private UUID guid(Edition edition) {
    return UUID.nameUUIDFromBytes((target + "\n" + edition.id()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String examine() throws PublishException {
    try {
      site.read(INDEX_OF_NONE);
      site.write(TRIAL, new byte[0], "text/plain");
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
      return index
          .find(guid(edition))
          .filter(entry -> entry.sha256().equals(sha256))
          .map(entry -> publication(entry, index.name(entry)));
    } catch (IOException e) {
      throw failure("look into", e);
    }
  }

  private PublishException failure(String what, IOException cause) {
    return new PublishException(
        "Could not "
            + what
            + " '"
            + target
            + "' ("
            + site.place()
            + "): "
            + cause.getMessage()
            + ".",
        cause);
  }

  private Publication publication(ShelvedEpisode entry, String name) {
    String location = EpisodeFiles.of(entry, name, base).audio();
    return new Publication(target, State.PUBLISHED, location, entry.sha256());
  }
}
