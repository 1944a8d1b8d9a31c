package larksong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    decide(
        show,
        label,
        edition -> {
          larksong.studio().approve(edition, script);
          producer.accept(edition);
        });
  }

  @Override
  public void drop(String show, String label) {
    decide(show, label, edition -> larksong.studio().drop(edition));
  }

  /** What the studio is told. */
  @FunctionalInterface
  private interface Word {
    void give(Edition edition) throws IOException, InterruptedException;
  }

  private void decide(String show, String label, Word word) {
    Optional<Edition> edition =
        edition(show, label).filter(one -> larksong.studio().held(one).isPresent());
    try {
      if (edition.isPresent()) {
        word.give(edition.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The bench of '" + show + "' cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The decision about '" + show + "' was not carried out", e);
    }
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
