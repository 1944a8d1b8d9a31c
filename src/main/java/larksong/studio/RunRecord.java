package larksong.studio;

import java.time.Instant;
import java.util.List;
import larksong.model.Finding;
import larksong.model.Gap;
import org.jspecify.annotations.Nullable;

/**
 * How the latest run of an edition ended.
 *
 * @param status as in {@link Production.Status}, in small letters; {@code approved} or {@code
 *     dropped} once the owner decided about one that was held
 * @param reason why it was held or failed; else empty
 * @param gaps null in records that were written before they were kept
 * @param findings likewise; without notes
 * @param whole how many milliseconds it took when nothing of it was there yet; null if unknown
 */
public record RunRecord(
    String edition,
    String status,
    Instant ended,
    long ms,
    String reason,
    @Nullable List<Gap> gaps,
    @Nullable List<Finding> findings,
    @Nullable Long whole) {

  /** The same, after the owner's decision. */
  RunRecord with(String decided) {
    return new RunRecord(edition, decided, ended, ms, reason, gaps, findings, whole);
  }
}
