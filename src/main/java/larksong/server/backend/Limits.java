package larksong.server.backend;

/**
 * How much an account may send.
 *
 * @param largest bytes of one recording
 * @param bytes of all its uploads on the shelf
 * @param anHour recordings announced in an hour
 */
public record Limits(long largest, long bytes, int anHour) {}
