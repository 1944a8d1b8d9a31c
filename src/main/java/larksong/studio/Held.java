package larksong.studio;

import java.util.List;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Rundown;

/**
 * An edition that a check held, as it lies on its bench.
 *
 * @param approved whether the owner approved its words, so that it is its speech that was held
 */
public record Held(Rundown rundown, Draft draft, List<Finding> findings, boolean approved) {

  public Held {
    findings = List.copyOf(findings);
  }

  /** What a check found, as a run on this draft would judge it. */
  public List<Finding> judged(List<Finding> found) {
    return Run.judged(draft, found);
  }
}
