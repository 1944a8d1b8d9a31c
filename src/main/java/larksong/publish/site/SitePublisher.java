package larksong.publish.site;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import larksong.config.Section;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.library.Addresses;
import larksong.library.Companions;
import larksong.library.FeedWriter;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import okhttp3.OkHttpClient;

/** Keeps a show as files that any web server can serve, with a private feed. */
public final class SitePublisher implements Publisher {

  private static final String INDEX_OF_NONE = "shows/none/index.json";
  private static final String TRIAL = "shows/trial.txt";

  private final String target;
  private final Site site;
  private final Addresses addresses;
  private final Clock clock;

  /** A site whose files are reached below an address, which has no slash at its end. */
  SitePublisher(String target, Site site, URI url, Clock clock) {
    this.target = target;
    this.site = site;
    this.addresses = new Addresses(url.toString().replaceFirst("/+$", ""));
    this.clock = clock;
  }

  /** In a folder of this machine; see {@link FolderSite}. */
  public static SitePublisher folder(String target, Section section, Clock clock) {
    return FolderSite.of(target, section, clock);
  }

  /** On a WebDAV server; see {@link WebdavSite}. */
  public static SitePublisher webdav(
      String target, Section section, Supplier<OkHttpClient> client, Clock clock) {
    return WebdavSite.of(target, section, client, clock);
  }

  /** In a bucket of an S3-compatible store; see {@link S3Site}. */
  public static SitePublisher s3(
      String target, Section section, Supplier<OkHttpClient> client, Clock clock) {
    return S3Site.of(target, section, client, clock);
  }

  @Override
  public String target() {
    return target;
  }

  /**
   * The feed comes last: what failed before it nobody sees. A node that was stalled meanwhile takes
   * nothing from the index that another put there.
   */
  @Override
  public Publication publish(Episode episode) throws PublishException {
    try {
      String show = episode.show().name();
      site.sweep("media");
      site.sweep("shows/" + show);
      List<ShelvedEpisode> before = index(show);
      List<ShelvedEpisode> shelf = new ArrayList<>(before);
      ShelvedEpisode entry = entry(episode, shelf);
      shelf.removeIf(other -> other.guid().equals(entry.guid()));
      shelf.add(entry);
      shelf.sort(Comparator.comparing(ShelvedEpisode::edition).reversed());
      media(episode, entry);
      if (!index(show).equals(before)) {
        throw new PublishException(
            "Another edition got to '" + target + "' meanwhile. This one goes the next time.");
      }
      write("shows/" + show + "/index.json", Json.write(shelf), "application/json");
      write("shows/" + show + "/feed.xml", feed(episode.show(), shelf), "application/rss+xml");
      return publication(entry);
    } catch (IOException e) {
      throw new PublishException(
          "Could not publish to '" + target + "' (" + site.place() + "): " + e.getMessage() + ".",
          e);
    }
  }

  private void media(Episode episode, ShelvedEpisode entry) throws IOException {
    String base = "media/" + entry.guid();
    site.copy(base + ".mp3", episode.mp3(), "audio/mpeg");
    site.copy(base + "-" + entry.cover().substring(0, 8) + ".jpg", episode.cover(), "image/jpeg");
    write(base + ".vtt", entry.transcript(), "text/vtt");
    write(base + ".transcript.json", Json.write(Companions.transcript(entry)), "application/json");
    write(
        base + ".chapters.json",
        Json.write(Companions.chapters(entry, List.of(), addresses)),
        "application/json+chapters");
    write(
        "shows/" + entry.show() + "/" + entry.slug() + "/index.html",
        "<!doctype html><meta charset=utf-8><meta name=robots content=noindex><title>"
            + escaped(entry.title())
            + "</title><h1>"
            + escaped(entry.title())
            + "</h1><audio controls src='../../../"
            + base
            + ".mp3'></audio>"
            + entry.notes(),
        "text/html; charset=utf-8");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private void write(String path, String text, String type) throws IOException {
    site.write(path, text.getBytes(StandardCharsets.UTF_8), type);
  }

  private String feed(Show show, List<ShelvedEpisode> shelf) {
    return new FeedWriter(URI.create(addresses.base()))
        .write(shelved(show), shelf, addresses, FeedWriter.Page.ONLY);
  }

  private static ShelvedShow shelved(Show show) {
    return new ShelvedShow(
        show.name(),
        show.title(),
        show.description(),
        show.language(),
        UUID.nameUUIDFromBytes(show.name().getBytes(StandardCharsets.UTF_8)),
        "owner",
        Instant.EPOCH,
        false,
        Optional.empty());
  }

  /** An edition has the same GUID for ever, and keeps the date of its first appearance. */
  private ShelvedEpisode entry(Episode episode, List<ShelvedEpisode> shelf) throws IOException {
    UUID guid = guid(episode.edition());
    Recording recording = episode.recording();
    Instant published =
        shelf.stream()
            .filter(other -> other.guid().equals(guid))
            .map(ShelvedEpisode::published)
            .findFirst()
            .orElseGet(clock::instant);
    return new ShelvedEpisode(
        guid,
        episode.show().name(),
        episode.edition().label(),
        episode.title(),
        episode.summary(),
        episode.notes(),
        published,
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

  private List<ShelvedEpisode> index(String show) throws IOException {
    Optional<byte[]> index = site.read("shows/" + show + "/index.json");
    return index.isEmpty()
        ? List.of()
        : List.of(
            Json.read(new String(index.get(), StandardCharsets.UTF_8), ShelvedEpisode[].class));
  }

  @Override
  public String examine() throws PublishException {
    try {
      site.read(INDEX_OF_NONE);
      site.write(TRIAL, new byte[0], "text/plain");
      site.remove(TRIAL);
      return site.place() + " can be read and written";
    } catch (IOException e) {
      throw new PublishException(
          "Could not publish to '" + target + "' (" + site.place() + "): " + e.getMessage() + ".",
          e);
    }
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    try {
      return index(edition.show()).stream()
          .filter(entry -> entry.guid().equals(guid(edition)) && entry.sha256().equals(sha256))
          .map(this::publication)
          .findFirst();
    } catch (IOException e) {
      throw new PublishException(
          "Could not look into '" + target + "' (" + site.place() + "): " + e.getMessage() + ".",
          e);
    }
  }

  private Publication publication(ShelvedEpisode entry) {
    return new Publication(target, State.PUBLISHED, addresses.audio(entry.guid()), entry.sha256());
  }
}
