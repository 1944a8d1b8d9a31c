package larksong.model;

import java.util.List;

/** What the checks of one stage found. */
public record Verdict(List<Finding> findings) {

  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Whether the edition may not go on. */
  public boolean holds() {
    return findings.stream().anyMatch(Finding::holds);
  }
}
