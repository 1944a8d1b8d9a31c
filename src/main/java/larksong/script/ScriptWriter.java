package larksong.script;

import java.util.List;
import java.util.Optional;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;

/** Someone who can turn a rundown into a script. */
public interface ScriptWriter {

  /** Its name in the provenance line. */
  String name();

  /** Changes when its script for the same rundown may change: prompt, model and settings. */
  String fingerprint();

  /**
   * Writes a script that covers every must-say story, mentions every gap by its source's name,
   * names no item that is not in the rundown, and stays within the show's length.
   *
   * @throws WritingException if it cannot
   */
  Draft write(Rundown rundown) throws WritingException;

  /**
   * Says in which order and how deeply it would tell the stories.
   *
   * @throws WritingException if it cannot
   */
  default Plan plan(Rundown rundown) throws WritingException {
    return Plan.NONE;
  }

  /**
   * Says something of its own around the parts, without a fact.
   *
   * @throws WritingException if it cannot
   */
  default Presentation present(Rundown rundown, Script parts) throws WritingException {
    return Presentation.NONE;
  }

  /**
   * Writes the script once more, told what did not hold; empty, if it would write the same again.
   *
   * @throws WritingException if it cannot
   */
  default Optional<Draft> rewrite(Rundown rundown, Script script, List<Finding> findings)
      throws WritingException {
    return Optional.empty();
  }

  /**
   * A sentence of a script as the word of whoever wrote what it rests on; empty, if the rundown
   * does not say who that is.
   */
  default Optional<String> attributed(Rundown rundown, String sentence) {
    return Optional.empty();
  }
}
