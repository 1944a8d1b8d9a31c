package larksong.studio;

import java.time.Instant;

/**
 * How the latest run of an edition ended.
 *
 * @param status as in {@link Production.Status}, in small letters
 * @param reason why it was held or failed; else empty
 */
public record RunRecord(String edition, String status, Instant ended, long ms, String reason) {}
