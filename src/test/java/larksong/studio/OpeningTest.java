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
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Item;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Origin;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recollection;
import larksong.model.RunStatus;
import larksong.model.Rundown;
import larksong.model.Show;
import larksong.model.Voice;
import larksong.proof.ScriptProof;
import larksong.publish.Publisher;
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
import org.junit.jupiter.params.provider.EnumSource;

/** What an edition opened with is kept with the level of what it may rest on. */
class OpeningTest {

  @TempDir static Path programs;
  @TempDir Path folder;

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final List<Episode> published = new ArrayList<>();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void ofAModelHasTheLevelOfAllThatTheModelSaw(Level level) throws Exception {
    Kept opening = opening(Model::new, item -> item.source().equals("news") ? Level.FREE : level);

    assertThat(opening.text()).isNotEmpty();
    assertThat(opening.level()).isEqualTo(level);
  }

  @Test
  void ofTheOutlineIsItsOwnGreeting() throws Exception {
    Kept opening = opening(outline -> outline, item -> Level.LOCAL);

    assertThat(opening.text()).isNotEmpty().doesNotContain("Dentist");
    assertThat(opening.level()).isEqualTo(Level.FREE);
  }

  private interface Levels {
    Level of(Item item);
  }

  private interface Writers {
    ScriptWriter of(ScriptWriter outline);
  }

  private Kept opening(Writers writers, Levels levels) throws Exception {
    Show base = Fixtures.aShow("morning-briefing", Duration.ofMinutes(5));
    Show show =
        new Show(
            base.name(),
            base.title(),
            base.description(),
            base.kind(),
            base.language(),
            base.zone(),
            base.length(),
            Optional.of("Ada"),
            Map.of("host", Voice.of("tone:a")));
    Kind kind = Kind.read("morning-briefing", Locale.UK, Path.of("nowhere"), new ArrayList<>());
    Spoken spoken = Spoken.of(Locale.UK).orElseThrow();
    Crew crew =
        new Crew(
            show,
            kind,
            List.of(new ListedSource("calendar", List.of(Fixtures.dentist(), Fixtures.bridge()))),
            edition -> Recollection.NONE,
            new Editor(show, kind, spoken),
            writers.of(new OutlineWriter(show, kind, spoken)),
            new ScriptProof(show),
            new Narrator(
                Map.of("tone", new ToneSynthesizer()),
                (sound, rate) -> new short[0],
                engine -> executor),
            new Mastering(
                new JaveEncoder(new FfmpegLocator(Optional.empty(), programs.resolve("bin")))),
            List.of(new Taking()),
            false,
            false,
            levels::of);
    Production production =
        new Studio(folder.resolve("work"), executor, Clock.systemUTC(), new ChronicleInMemory())
            .produce(crew, Fixtures.EDITION, Studio.Order.ALL, StudioListener.SILENT);
    assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
    return published.get(0).opening();
  }

  /** Says what the outline says, as a model's. */
  private record Model(ScriptWriter outline) implements ScriptWriter {

    @Override
    public String name() {
      return "model";
    }

    @Override
    public String fingerprint() {
      return "model";
    }

    @Override
    public Draft write(Rundown rundown) throws WritingException {
      return new Draft(outline.write(rundown).script(), Origin.MODEL, name(), List.of());
    }
  }

  private final class Taking implements Publisher {

    @Override
    public String examine() {
      return "";
    }

    @Override
    public String target() {
      return "library";
    }

    @Override
    public Publication publish(Episode episode) {
      published.add(episode);
      return new Publication(target(), State.PUBLISHED, "here", episode.recording().sha256());
    }

    @Override
    public Optional<Publication> find(Edition edition, String sha256) {
      return Optional.empty();
    }
  }
}
