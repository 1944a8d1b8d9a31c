package larksong.studio;

/**
 * How a stage went.
 *
 * @param ms how long it took
 * @param reused whether its result was read back from an earlier run
 */
public record StageReport(String name, long ms, boolean reused) {}
