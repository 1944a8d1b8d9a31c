package larksong.model;

/**
 * Where one target has an episode.
 *
 * @param location the address to listen at; holds a listening token, so it never reaches a log
 * @param sha256 of the MP3 that is there
 */
public record Publication(String target, State state, String location, String sha256) {

  /** How far it got there. */
  public enum State {
    PUBLISHED,
    /** The target is at work on it. */
    SENT,
    /** It could not go out and is tried again. */
    WAITING,
    FAILED
  }
}
