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
 * @param reason why it was held, failed or skipped, or is less than it should be; else empty
 * @param findings without notes
 * @param whole how many milliseconds it took when nothing of it was there yet; null if unknown
 */
public record RunRecord(
    String edition,
    String status,
    Instant ended,
    long ms,
    String reason,
    List<Gap> gaps,
    List<Finding> findings,
    @Nullable Long whole) {

  public RunRecord {
    gaps = List.copyOf(gaps);
    findings = List.copyOf(findings);
  }

  /** That of an edition which is made, and which no target has. */
  static final String MADE_ONLY =
      "It is made, but no target has it yet. Run 'larksong doctor' to see why.";

  /** Whether nothing is left but to bring it to its targets. */
  public boolean isMadeOnly() {
    return reason.equals(MADE_ONLY);
  }

  /** The same, once its targets have it. */
  public RunRecord publishedSince() {
    return new RunRecord(edition, "published", ended, ms, "", gaps, List.of(), whole);
  }

  /** The same, after the owner's decision. */
  public RunRecord decided(String how) {
    return new RunRecord(edition, how, ended, ms, reason, gaps, findings, whole);
  }
}
