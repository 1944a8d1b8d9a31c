package larksong.publish.site;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import larksong.json.Json;
import larksong.library.Addresses;
import larksong.library.FeedWriter;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.model.Show;

/**
 * What makes a site's episodes visible: a show's index, and the feed that is made of it. Each
 * replacement has a number of its own, and both are replaced only as they were read, the feed being
 * read before the index. So whoever writes last has seen what all others wrote, and what a stalled
 * node sends late finds another number there.
 */
final class Listing {

  /** So many others may get in between; more do not happen in turns. */
  private static final int ATTEMPTS = 5;

  private final Site site;
  private final String base;
  private final String folder;

  /** Of files that are reached below an address. */
  Listing(Site site, String base, String show) {
    this.site = site;
    this.base = base;
    this.folder = "shows/" + show + "/";
  }

  Index index() throws IOException {
    return index(site.read(folder + "episodes.json"));
  }

  private Index index(Site.Seen seen) throws IOException {
    return seen.text().isPresent()
        ? Index.of(seen)
        : Index.before(site.read(folder + "index.json"));
  }

  /**
   * Puts an episode there, whose files are.
   *
   * @param turn refuses if another node has the turn
   * @return whether it is there; false if others came in between again and again
   */
  boolean put(Show show, ShelvedEpisode episode, String name, Runnable turn) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Site.Seen feed = site.read(folder + "feed.xml");
      Site.Seen seen = site.read(folder + "episodes.json");
      Index index = index(seen).with(episode, name);
      turn.run();
      if (site.replace(seen, Json.write(index), "application/json")
          && site.replace(feed, feed(show, index), "application/rss+xml")) {
        return true;
      }
    }
    return false;
  }

  private String feed(Show show, Index index) {
    Addresses addresses = new Addresses(base, index.files());
    return new FeedWriter(URI.create(base))
            .write(shelved(show), index.episodes(), addresses, FeedWriter.Page.ONLY)
        + "<!-- "
        + index.number()
        + " -->";
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
}
