package larksong.studio;

import java.util.List;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Rundown;

/** An edition that a check held, as it lies on its bench. */
public record Held(Rundown rundown, Draft draft, List<Finding> findings) {

  public Held {
    findings = List.copyOf(findings);
  }
}
