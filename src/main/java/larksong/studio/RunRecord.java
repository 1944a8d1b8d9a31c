package larksong.studio;

import java.time.Instant;
import java.util.List;
import larksong.model.EditionId;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * How the latest run of an edition ended.
 *
 * @param degraded how it is less than it should be, in words that follow "It was made"; else empty
 * @param unpublished whether it is made and only has no target yet
 * @param reason why it was held, failed or skipped; else empty
 * @param findings without notes
 * @param whole how many milliseconds it took when nothing of it was there yet; null if unknown
 */
public record RunRecord(
    EditionId edition,
    RunStatus status,
    String degraded,
    boolean unpublished,
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

  /** One that ended without sound. */
  static RunRecord without(
      EditionId edition,
      RunStatus status,
      Instant ended,
      long ms,
      String reason,
      @Nullable Long whole) {
    return new RunRecord(
        edition, status, "", false, ended, ms, reason, List.of(), List.of(), whole);
  }

  /** The same, once its targets have it. */
  public RunRecord publishedSince() {
    return new RunRecord(
        edition, RunStatus.PUBLISHED, degraded, false, ended, ms, "", gaps, List.of(), whole);
  }

  /** The same, without a word of what was told. */
  public RunRecord bare() {
    return new RunRecord(
        edition, status, degraded, unpublished, ended, ms, "", List.of(), List.of(), whole);
  }

  /** The same, after the owner's decision. */
  public RunRecord decided(RunStatus how) {
    return new RunRecord(
        edition, how, degraded, unpublished, ended, ms, reason, gaps, findings, whole);
  }
}
