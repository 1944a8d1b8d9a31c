package larksong.model;

import java.util.List;
import java.util.Objects;

/**
 * A script with what its writing brought to light.
 *
 * @param origin a model, whose words are judged most strictly, where an earlier build did not say
 * @param writer who wrote it, for the provenance line: {@code outline}, or a model's name
 */
public record Draft(Script script, Origin origin, String writer, List<Finding> findings) {

  public Draft {
    origin = Objects.requireNonNullElse(origin, Origin.MODEL);
    Check.filled("writer", writer);
    findings = List.copyOf(findings);
  }

  /** With another script by the same writer. */
  public Draft with(Script other) {
    return new Draft(other, origin, writer, findings);
  }

  /** With these findings in the place of its own. */
  public Draft with(List<Finding> others) {
    return new Draft(script, origin, writer, others);
  }
}
