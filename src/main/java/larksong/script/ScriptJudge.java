package larksong.script;

import java.util.List;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;

/** Someone with a second opinion on a script; it can only add findings. */
public interface ScriptJudge {

  /** Its name in its findings. */
  String name();

  /**
   * What it doubts; none of it holds the edition.
   *
   * @throws WritingException if it cannot say
   */
  List<Finding> judge(Rundown rundown, Script script) throws WritingException;
}
