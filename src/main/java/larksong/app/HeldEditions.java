package larksong.app;

import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Script;
import larksong.proof.ScriptProof;
import larksong.server.HeldScripts;
import larksong.studio.Held;

/** The editions that this installation's studio holds. */
final class HeldEditions implements HeldScripts {

  private final Larksong larksong;
  private final Consumer<Edition> producer;

  /** What is approved is given to the producer, which must not keep the caller waiting. */
  HeldEditions(Larksong larksong, Consumer<Edition> producer) {
    this.larksong = larksong;
    this.producer = producer;
  }

  @Override
  public Optional<Waiting> find(String show, String edition) {
    return look(show, edition, held -> waiting(show, held, held.draft().script(), held.findings()));
  }

  @Override
  public Optional<Waiting> check(String show, String edition, Script edited) {
    return look(
        show,
        edition,
        held ->
            waiting(show, held, edited, held.judged(proof(show).check(held.rundown(), edited))));
  }

  private Optional<Waiting> look(String show, String label, Function<Held, Waiting> what) {
    return edition(show, label).flatMap(larksong.studio()::held).map(what);
  }

  private Waiting waiting(String show, Held held, Script script, List<Finding> findings) {
    Map<String, String> labels = held.rundown().labels();
    List<Evidence> evidence =
        proof(show).bases(held.rundown(), script).stream()
            .map(
                basis ->
                    new Evidence(
                        basis.place(),
                        basis.stories().stream()
                            .map(labels::get)
                            .filter(Objects::nonNull)
                            .toList()))
            .toList();
    return new Waiting(script, findings, evidence, held.approved());
  }

  @Override
  public void approve(String show, String label, Script script) {
    edition(show, label)
        .filter(edition -> larksong.studio().approve(edition, script))
        .ifPresent(producer);
  }

  @Override
  public void drop(String show, String label) {
    edition(show, label).ifPresent(larksong.studio()::drop);
  }

  private ScriptProof proof(String show) {
    return new ScriptProof(larksong.find(show).orElseThrow().show());
  }

  private Optional<Edition> edition(String show, String label) {
    try {
      return larksong.find(show).map(wired -> Edition.of(show, label, wired.show().zone()));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
