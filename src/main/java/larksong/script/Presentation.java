package larksong.script;

import java.util.List;
import larksong.model.Finding;

/**
 * What a host says around the parts; empty words are not said.
 *
 * @param opening the greeting
 * @param transitions a sentence before each part
 * @param closing the farewell
 * @param findings what left for it
 */
public record Presentation(
    String opening, List<String> transitions, String closing, List<Finding> findings) {

  /** Nothing of its own. */
  public static final Presentation NONE = new Presentation("", List.of(), "", List.of());

  public Presentation {
    transitions = List.copyOf(transitions);
    findings = List.copyOf(findings);
  }
}
