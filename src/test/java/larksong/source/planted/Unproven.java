package larksong.source.planted;

import java.util.List;
import larksong.model.Edition;
import larksong.model.Gathered;
import larksong.source.Source;

/** An adapter without a test of its port's contract, so that the rule is seen failing. */
public record Unproven(String name) implements Source {

  @Override
  public String fingerprint() {
    return name;
  }

  @Override
  public Gathered gather(Edition edition) {
    return new Gathered(List.of(), List.of());
  }
}
