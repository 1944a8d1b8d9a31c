package larksong.publish;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Show;
import larksong.publish.PublishException.Remedy;

/** A place where episodes go. */
public interface Publisher {

  /** The owner's name for it. */
  String target();

  /**
   * Publishes an episode, or replaces the one of the same edition; a failure halfway leaves nothing
   * visible. Calling it again goes on where it was.
   *
   * @return where it is; the location opens, unless it is only sent
   * @throws PublishException saying whether trying again may help
   */
  Publication publish(Episode episode) throws PublishException;

  /**
   * Tries the way there and leaves nothing.
   *
   * @return what the owner may want to know, in a few words
   * @throws PublishException with the next step, if nothing would get there, or soon will not
   */
  String examine() throws PublishException;

  /** The feed of a show there, to be given to a podcast app; empty if the target has none. */
  default Optional<String> feed(String show) {
    return Optional.empty();
  }

  /**
   * Notes that the owner wants an edition there in spite of what the target did with it: what it
   * refused, or what was deleted there, goes once more at the next {@link #publish}.
   */
  default void retry(Edition edition) {}

  /**
   * Where it is, in words that hold no credentials and stay the same when the owner gives it
   * another name: by that it is known.
   */
  default String address() {
    return target();
  }

  /**
   * Takes an edition away again that the owner's rule does not keep; only what our receipts name.
   * Doing it twice is fine.
   */
  default void withdraw(Show show, Edition edition) throws PublishException {
    throw new PublishException(
        Remedy.NOTHING,
        "'" + target() + "' takes no edition away again. Delete " + edition + " there by hand.");
  }

  /**
   * The same with one that the owner deleted: nothing of it stays there, also for those who read
   * the feed just now.
   */
  default void delete(Show show, Edition edition) throws PublishException {
    withdraw(show, edition);
  }

  /**
   * Those of these editions that it had and has no more, by the SHA-256 of each one's MP3; none if
   * it cannot tell without much asking.
   */
  default Set<Edition> lost(Map<Edition, String> there) throws PublishException {
    return Set.of();
  }

  /** Where the target has the edition with exactly this MP3, if it does. */
  Optional<Publication> find(Edition edition, String sha256) throws PublishException;
}
