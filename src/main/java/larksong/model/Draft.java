package larksong.model;

import java.util.List;

/**
 * A script with what its writing brought to light.
 *
 * @param writer who wrote it, for the provenance line: {@code outline}, or a model's name
 */
public record Draft(Script script, String writer, List<Finding> findings) {

  public Draft {
    Check.filled("writer", writer);
    findings = List.copyOf(findings);
  }
}
