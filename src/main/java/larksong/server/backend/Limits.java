package larksong.server.backend;

/**
 * How much an account may send.
 *
 * @param largest bytes of one recording
 * @param bytes of all that it stores
 * @param anHour recordings announced in an hour
 */
public record Limits(long largest, long bytes, int anHour) {

  /** Shows of an account. */
  public static final int SHOWS = 100;
}
