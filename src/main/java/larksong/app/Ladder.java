package larksong.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.config.ShowFile;
import larksong.model.Show;
import larksong.model.Voice;

/** The ways to make less of an edition than it should be, when its time is up. */
final class Ladder {

  /** Of a bulletin. */
  private static final Duration SHORT = Duration.ofMinutes(1);

  private Ladder() {}

  /**
   * A way to make it.
   *
   * @param how in words that follow "It was made"
   * @param shows what to make, the first that can be
   */
  record Rung(String how, List<Wired> shows) {}

  /**
   * Each with less than the one before. A source that cannot be read is no reason to climb down:
   * that is a gap from the beginning. The first rung is for one whose content breaks the edition.
   *
   * @param embedded a voice of this program that speaks the show's language, if there is one
   */
  static List<Rung> of(Wired wired, Optional<Voice> embedded) {
    List<Rung> rungs = new ArrayList<>();
    rungs.add(
        new Rung(
            "without one of its sources", wired.sources().stream().map(wired::without).toList()));
    ShowFile file = wired.file().withoutModel();
    if (!wired.file().writer().equals(ShowFile.OUTLINE)) {
      rungs.add(new Rung("without a model", List.of(wired.with(file))));
    }
    Show show = file.show();
    if (embedded.isPresent() && !show.voiceOf(Show.HOST).engine().equals(embedded.get().engine())) {
      file = file.with(show.spokenBy(embedded.get()));
      rungs.add(new Rung("with the embedded voice", List.of(wired.with(file))));
    }
    file = file.with(file.show().within(SHORT));
    rungs.add(new Rung("as a short bulletin", List.of(wired.with(file))));
    return rungs;
  }
}
