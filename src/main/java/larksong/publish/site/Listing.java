package larksong.publish.site;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.feed.Addresses;
import larksong.library.feed.FeedWriter;
import larksong.model.EditionId;
import larksong.model.Show;
import larksong.net.RefusedException;

/**
 * What makes a site's episodes visible: a show's index, and the feed that is made of it. Each
 * replacement has a number of its own, and both are replaced only as they were read, the feed being
 * read before the index. So whoever writes last has seen what all others wrote, and what a stalled
 * node sends late finds another number there.
 */
final class Listing {

  /** So many others may get in between; more do not happen in turns. */
  private static final int ATTEMPTS = 5;

  private static final String INDEX = "episodes.json";
  private static final String FEED = "feed.xml";

  /** How a feed of ours ends. */
  private static final Pattern OURS = Pattern.compile("<!-- \\d+ -->\\s*$");

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
    return index(site.read(folder + INDEX));
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
    return change(show, turn, index -> index.with(episode, name));
  }

  /** Takes an edition out of it, likewise. */
  boolean remove(Show show, EditionId edition, Runnable turn) throws IOException {
    return change(show, turn, index -> index.without(edition));
  }

  private boolean change(Show show, Runnable turn, UnaryOperator<Index> next) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Site.Seen feed = site.read(folder + FEED);
      Site.Seen seen = site.read(folder + INDEX);
      Index before = index(seen);
      checkOurs(feed, before);
      Index index = next.apply(before);
      String text = Json.write(index);
      String written = feed(show, index);
      turn.run();
      if (site.replace(seen, text, "application/json")
          && site.replace(feed, written, "application/rss+xml")) {
        turn.run(); // whoever has it now may have changed them since
        Proof proof = new Proof(site);
        proof.of(folder + INDEX, text.getBytes(StandardCharsets.UTF_8));
        proof.of(folder + FEED, written.getBytes(StandardCharsets.UTF_8));
        return true;
      }
    }
    return false;
  }

  /** A feed without an index may be anybody's. */
  private static void checkOurs(Site.Seen feed, Index index) throws IOException {
    if (index.isNone() && feed.text().isPresent() && !OURS.matcher(feed.text().get()).find()) {
      throw new RefusedException(
          RefusedException.Help.OWNER,
          "'"
              + feed.path()
              + "' is a feed that is not ours. Move it away, or choose another folder");
    }
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
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
