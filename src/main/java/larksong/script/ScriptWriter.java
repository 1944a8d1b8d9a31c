package larksong.script;

import larksong.model.Draft;
import larksong.model.Rundown;

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
}
