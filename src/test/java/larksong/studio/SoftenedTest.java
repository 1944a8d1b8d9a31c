package larksong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import larksong.audio.Mastering;
import larksong.audio.jave.FfmpegLocator;
import larksong.audio.jave.JaveEncoder;
import larksong.config.Kind;
import larksong.editor.Editor;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Fixtures;
import larksong.model.Level;
import larksong.model.Origin;
import larksong.model.Place;
import larksong.model.Recollection;
import larksong.model.RunStatus;
import larksong.model.Rundown;
import larksong.model.Show;
import larksong.proof.ScriptProof;
import larksong.script.LyingWriter;
import larksong.script.ScriptWriter;
import larksong.script.WritingException;
import larksong.script.outline.OutlineWriter;
import larksong.source.ListedSource;
import larksong.speech.Narrator;
import larksong.speech.ToneSynthesizer;
import larksong.spoken.Spoken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a finding holds back depends on whose it is: the sources' own words hold nothing back. */
class SoftenedTest {

  @TempDir Path folder;

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(
      value = Origin.class,
      names = {"OUTLINE", "MODEL_AND_OUTLINE"})
  void letsASentenceOfTheSourcesPassWithAWarning(Origin origin) throws Exception {
    Production production = produce(origin);

    assertThat(production.status()).isEqualTo(RunStatus.STOPPED);
    assertThat(aboutTheLie(production.findings()))
        .extracting(Finding::severity)
        .containsOnly(Severity.WARNING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Origin.class,
      names = {"MODEL", "OWNER"})
  void holdsAnEditionForASentenceOfAnybodyElse(Origin origin) throws Exception {
    Production production = produce(origin);

    assertThat(production.status()).isEqualTo(RunStatus.HELD);
    assertThat(aboutTheLie(production.findings()))
        .extracting(Finding::severity)
        .containsOnly(Severity.HOLD);
  }

  /** What the owner edits is judged as a run would judge it. */
  @Test
  void judgesAHeldEditionLikeARun() throws Exception {
    Finding found = Finding.at(new Place(1, 0, 0), "numbers", "No source says 499.");

    assertThat(held(Origin.OUTLINE).judged(List.of(found))).containsExactly(found.softened());
    assertThat(held(Origin.MODEL).judged(List.of(found))).containsExactly(found);
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void holdsWhatSomebodyElseAsksAndWhatIsAboutNoSentenceWhoeverWrites(Origin origin)
      throws Exception {
    List<Finding> found =
        List.of(
            Finding.at(new Place(1, 0, 0), ScriptProof.REQUEST, "It asks to call a number."),
            new Finding("must-say", Severity.HOLD, "script", "It leaves out the rent."));

    assertThat(held(origin).judged(found)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "OUTLINE, OUTLINE, OUTLINE",
    "MODEL, MODEL, MODEL",
    "MODEL, OUTLINE, MODEL_AND_OUTLINE",
    "OUTLINE, MODEL, MODEL_AND_OUTLINE",
    "MODEL_AND_OUTLINE, MODEL, MODEL_AND_OUTLINE",
    "MODEL_AND_OUTLINE, OUTLINE, MODEL_AND_OUTLINE",
  })
  void knowsWhoseWordsAScriptHasThatIsPutTogether(Origin one, Origin other, Origin both) {
    assertThat(one.and(other)).isEqualTo(both);
  }

  private static List<Finding> aboutTheLie(List<Finding> findings) {
    List<Finding> about =
        findings.stream().filter(finding -> finding.reason().contains("499")).toList();
    assertThat(about).isNotEmpty();
    return about;
  }

  private static Held held(Origin origin) throws WritingException {
    Rundown rundown = Fixtures.aRundown(List.of(Fixtures.must(Fixtures.dentist())), List.of());
    return new Held(rundown, new Lying(origin, outline()).write(rundown), List.of(), false);
  }

  private static Show show() {
    return Fixtures.aShow("morning-briefing", Duration.ofMinutes(5));
  }

  private static Kind kind() {
    return Kind.read("morning-briefing", Locale.UK, Path.of("nowhere"), new ArrayList<>());
  }

  private static OutlineWriter outline() {
    return new OutlineWriter(show(), kind(), Spoken.of(Locale.UK).orElseThrow());
  }

  /** A run up to the proof. */
  private Production produce(Origin origin) throws Exception {
    Show show = show();
    Kind kind = kind();
    Crew crew =
        new Crew(
            show,
            kind,
            List.of(new ListedSource("calendar", List.of(Fixtures.dentist(), Fixtures.bridge()))),
            edition -> Recollection.NONE,
            new Editor(show, kind, Spoken.of(Locale.UK).orElseThrow()),
            new Lying(origin, outline()),
            new ScriptProof(show),
            new Narrator(
                Map.of("tone", new ToneSynthesizer()),
                (sound, rate) -> new short[0],
                engine -> executor),
            new Mastering(
                new JaveEncoder(new FfmpegLocator(Optional.empty(), folder.resolve("bin")))),
            List.of(),
            false,
            false,
            item -> Level.FREE);
    return new Studio(folder.resolve("work"), executor, Clock.systemUTC(), new ChronicleInMemory())
        .produce(
            crew, Fixtures.EDITION, new Studio.Order(Stage.PROOF, false), StudioListener.SILENT);
  }

  /** Writes what no source says, in somebody's name. */
  private record Lying(Origin origin, OutlineWriter outline) implements ScriptWriter {

    @Override
    public String name() {
      return "liar";
    }

    @Override
    public String fingerprint() {
      return "liar";
    }

    @Override
    public Draft write(Rundown rundown) throws WritingException {
      Draft draft = new LyingWriter(outline).write(rundown);
      return new Draft(draft.script(), origin, name(), List.of());
    }
  }
}
