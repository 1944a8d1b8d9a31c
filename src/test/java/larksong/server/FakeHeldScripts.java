package larksong.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.model.Finding;
import larksong.model.Place;
import larksong.model.Script;

/** Holds at most one script, and remembers what was decided; a line is wrong that says "lie". */
public final class FakeHeldScripts implements HeldScripts {

  public final List<String> decided = new ArrayList<>();
  public Optional<Script> script = Optional.empty();

  /** What every look at it fails with. */
  public Optional<Error> failure = Optional.empty();

  @Override
  public Optional<Waiting> find(String show, String edition) {
    failure.ifPresent(
        error -> {
          throw error;
        });
    return script.map(FakeHeldScripts::judged);
  }

  @Override
  public Optional<Waiting> check(String show, String edition, Script edited) {
    return Optional.of(judged(edited));
  }

  private static Waiting judged(Script script) {
    List<Finding> findings = new ArrayList<>();
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < script.segments().size(); i++) {
      for (int j = 0; j < script.segments().get(i).lines().size(); j++) {
        String text = script.segments().get(i).lines().get(j).text();
        evidence.add(new Evidence(new Place(i, j, 0), List.of("source of " + text)));
        if (text.contains("lie")) {
          findings.add(Finding.at(new Place(i, j, 0), "untraced", "found in " + text));
        }
      }
    }
    return new Waiting(script, findings, evidence, false);
  }

  @Override
  public void approve(String show, String edition, Script approved) {
    decided.add(
        "approve "
            + show
            + "/"
            + edition
            + approved.lines().map(line -> " " + line.speaker() + ": " + line.text()).toList());
  }

  @Override
  public void drop(String show, String edition) {
    decided.add("drop " + show + "/" + edition);
  }
}
