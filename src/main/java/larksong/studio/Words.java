package larksong.studio;

import java.util.List;
import larksong.model.Draft;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;

/** What an edition is to say, and what that rests on, whatever its sources say by now. */
public record Words(Rundown rundown, Draft draft) {

  /** The script as the owner wants it said, or as it is. */
  Words saying(Script script) {
    boolean isAsItWas = script.equals(draft.script());
    Origin origin = isAsItWas ? draft.origin() : Origin.OWNER;
    String how = isAsItWas ? ", approved by the owner" : ", edited by the owner";
    return new Words(rundown, new Draft(script, origin, draft.writer() + how, List.of()));
  }
}
