package larksong.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import larksong.audio.Mastering;
import larksong.audio.jave.FfmpegLocator;
import larksong.audio.jave.JaveEncoder;
import larksong.config.Kind;
import larksong.editor.Editor;
import larksong.files.FolderLock;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.Level;
import larksong.model.Line;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recollection;
import larksong.model.RunStatus;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Voice;
import larksong.proof.ScriptProof;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.script.FallbackWriter;
import larksong.script.LyingWriter;
import larksong.script.ScriptWriter;
import larksong.script.WritingException;
import larksong.script.outline.OutlineWriter;
import larksong.source.ListedSource;
import larksong.source.Source;
import larksong.source.SourceException;
import larksong.speech.Narrator;
import larksong.speech.ToneSynthesizer;
import larksong.spoken.Spoken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudioTest {

  @TempDir static Path programs;
  @TempDir Path folder;
  private final Chronicle chronicle = new ChronicleInMemory();

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final List<Item> items = new ArrayList<>(List.of(Fixtures.dentist(), Fixtures.bridge()));
  private final Memory published = new Memory("library");
  private final List<Source> sources =
      new ArrayList<>(List.of(new ListedSource("calendar", items)));
  private final List<Publisher> publishers = new ArrayList<>(List.of(published));
  private boolean skipWhenQuiet;
  private boolean writerFinding;
  private boolean writerLies;

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void makesAnEpisodeFromStartToFinish() throws Exception {
    Production production = produce(Studio.Order.ALL);

    assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(production.stages())
        .extracting(StageReport::name)
        .containsExactlyElementsOf(Stage.words());
    assertThat(production.stages()).noneMatch(StageReport::reused);
    assertThat(production.folder().resolve("episode.mp3")).isNotEmptyFile();
    assertThat(production.folder().resolve("script.md")).content().contains("Dentist");
    assertThat(published.episodes).hasSize(1);
  }

  @Test
  void readsEveryUnchangedStageBack() throws Exception {
    produce(Studio.Order.ALL);

    Production again = produce(Studio.Order.ALL);

    assertThat(again.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(again.stages()).allMatch(StageReport::reused);
    assertThat(published.episodes).hasSize(1);
  }

  @Test
  void keepsNoAddressOnTheBench() throws Exception {
    Production production = produce(Studio.Order.ALL);

    assertThat(production.publications()).extracting(Publication::location).containsExactly("here");
    assertThat(production.folder().resolve("publications.json")).content().doesNotContain("here");
  }

  @Test
  void letsAWriterThatFellBackTryAgain() throws Exception {
    writerFinding = true;
    produce(Studio.Order.ALL);

    assertThat(reused(produce(Studio.Order.ALL), "gather")).isTrue();
    assertThat(reused(produce(Studio.Order.ALL), "write")).isFalse();
  }

  @Test
  void recordsARunThatFailedUnexpectedly() throws Exception {
    publishers.set(
        0,
        new Memory("buggy") {
          @Override
          public Publication publish(Episode episode) {
            throw new IllegalStateException("private words");
          }
        });

    assertThatThrownBy(() -> produce(Studio.Order.ALL))
        .isInstanceOf(StudioException.class)
        .hasMessageContaining("unexpected IllegalStateException")
        .hasMessageNotContaining("private");
    assertThat(studio().runs()).extracting(RunRecord::status).containsExactly(RunStatus.FAILED);
  }

  @Test
  void makesWhatFollowsAChangeAnew() throws Exception {
    produce(Studio.Order.ALL);
    items.add(Fixtures.rent());

    Production changed = produce(Studio.Order.ALL);

    assertThat(changed.stages()).noneMatch(StageReport::reused);
    assertThat(published.episodes).hasSize(2);
  }

  @Test
  void makesEverythingAnewWhenAsked() throws Exception {
    produce(Studio.Order.ALL);

    assertThat(produce(new Studio.Order(Stage.PUBLISH, true)).stages())
        .noneMatch(StageReport::reused);
  }

  @Test
  void makesADamagedRecordingAnew() throws Exception {
    Production first = produce(Studio.Order.ALL);
    Files.writeString(first.folder().resolve("episode.mp3"), "cut off");

    Production second = produce(Studio.Order.ALL);

    assertThat(reused(second, "write")).isTrue();
    assertThat(reused(second, "narrate")).as("the clips left").isFalse();
    assertThat(reused(second, "master")).isFalse();
    assertThat(Files.size(second.folder().resolve("episode.mp3")))
        .isEqualTo(second.recording().orElseThrow().bytes());
  }

  @Test
  void publishesAgainWhatTheTargetLost() throws Exception {
    produce(Studio.Order.ALL);
    published.episodes.clear();

    assertThat(reused(produce(Studio.Order.ALL), "publish")).isFalse();
    assertThat(published.episodes).hasSize(1);
  }

  @Test
  void stopsAfterTheStageThatIsAskedFor() throws Exception {
    Production production = produce(new Studio.Order(Stage.PROOF, false));

    assertThat(production.status()).isEqualTo(RunStatus.STOPPED);
    assertThat(production.stages()).extracting(StageReport::name).endsWith("proof");
    assertThat(production.recording()).isEmpty();
    assertThat(published.episodes).isEmpty();
  }

  @Test
  void makesTheEpisodeWithoutAnUnreadableSourceAndSaysSo() throws Exception {
    sources.add(
        new Source() {
          @Override
          public String name() {
            return "the office";
          }

          @Override
          public String fingerprint() {
            return "x";
          }

          @Override
          public Gathered gather(Edition edition) throws SourceException {
            throw new SourceException("Could not read 'the office' (x): gone.");
          }
        });

    Production production = produce(Studio.Order.ALL);

    assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(production.gaps())
        .containsExactly(new Gap("the office", "Could not read 'the office' (x): gone."));
    assertThat(production.draft().orElseThrow().script().lines())
        .anyMatch(line -> line.text().contains("the office"));
    assertThat(reused(produce(Studio.Order.ALL), "gather")).isFalse();
  }

  @Test
  void reportsWhatASourceHasForTheOwnerAlsoWhenItIsReadBack() throws Exception {
    Finding cut = new Finding("for-programs", Severity.NOTE, "feed", "Left out.");
    sources.add(
        new ListedSource("feed", List.of()) {
          @Override
          public Gathered gather(Edition edition) {
            return new Gathered(List.of(), List.of(), List.of(cut));
          }
        });

    for (Stage until : List.of(Stage.GATHER, Stage.EDIT, Stage.WRITE, Stage.PUBLISH)) {
      assertThat(produce(new Studio.Order(until, false)).findings()).as(until.word()).contains(cut);
    }
  }

  @Test
  void survivesASourceWithABug() throws Exception {
    sources.add(
        new ListedSource("odd", List.of()) {
          @Override
          public Gathered gather(Edition edition) {
            throw new IllegalStateException("private words");
          }
        });

    assertThat(produce(Studio.Order.ALL).gaps())
        .extracting(Gap::reason)
        .containsExactly(
            "Could not read 'odd': unexpected IllegalStateException. Please report it.");
  }

  @Test
  void skipsAQuietDayWhenTheOwnerWantsThat() throws Exception {
    items.clear();
    skipWhenQuiet = true;

    assertThat(produce(Studio.Order.ALL).status()).isEqualTo(RunStatus.SKIPPED);
    skipWhenQuiet = false;
    assertThat(produce(Studio.Order.ALL).status()).isEqualTo(RunStatus.PUBLISHED);
  }

  @Test
  void publishesToTheOtherTargetsWhenOneFails() throws Exception {
    publishers.add(
        0,
        new Memory("broken") {
          @Override
          public Publication publish(Episode episode) throws PublishException {
            throw new PublishException("Could not publish to 'broken': no.");
          }
        });

    Production production = produce(Studio.Order.ALL);

    assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(production.publications())
        .extracting(Publication::state)
        .containsExactly(State.FAILED, State.PUBLISHED);
    assertThat(production.findings())
        .extracting("reason")
        .contains("Could not publish to 'broken': no.");
  }

  @Test
  void makesOneEpisodeWhenTwoRunsWorkOnOneEdition() throws Exception {
    CountDownLatch waited = new CountDownLatch(1);
    StudioListener second =
        new StudioListener() {
          @Override
          public void waiting(Edition edition) {
            waited.countDown();
          }
        };
    Path bench = folder.resolve("work/morning/2026-11-21");
    Files.createDirectories(bench);
    Future<Production> run;
    try (FolderLock held = FolderLock.take(bench, () -> {})) {
      assertThat(held).isNotNull();
      run =
          executor.submit(
              () -> studio().produce(crew(), Fixtures.EDITION, Studio.Order.ALL, second));
      waited.await();
    }

    assertThat(run.get().status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(produce(Studio.Order.ALL).stages()).allMatch(StageReport::reused);
    assertThat(published.episodes).hasSize(1);
  }

  @Test
  void remembersHowARunEnded() throws Exception {
    produce(Studio.Order.ALL);
    items.add(Fixtures.rent());
    Crew broken = crew(new Narrator(Map.of(), (sound, rate) -> new short[0], engine -> executor));

    assertThatThrownBy(
            () ->
                studio().produce(broken, Fixtures.EDITION, Studio.Order.ALL, StudioListener.SILENT))
        .isInstanceOf(StudioException.class)
        .hasMessage("No voice engine 'tone'. Engines: .");

    assertThat(studio().runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(RunStatus.FAILED);
              assertThat(run.reason()).startsWith("narrate: No voice engine");
            });
  }

  @Test
  void letsTheOwnerEditAndApproveWhatACheckHeld() throws Exception {
    writerLies = true;
    assertThat(produce(Studio.Order.ALL).status()).isEqualTo(RunStatus.HELD);
    Held held = studio().held(Fixtures.EDITION).orElseThrow();
    assertThat(held.findings())
        .extracting("reason")
        .anyMatch(why -> why.toString().contains("499"));
    Script script = held.draft().script();
    Segment first = script.segments().get(0);
    Script edited =
        new Script(
            script.title(),
            script.summary(),
            script.language(),
            List.of(new Segment(first.heading(), List.of(new Line("host", "Hello.")), List.of())));

    studio().approve(Fixtures.EDITION, edited);
    items.add(Fixtures.rent());
    Production production = produce(Studio.Order.ALL);

    assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(published.episodes).hasSize(1);
    assertThat(published.episodes.get(0).recording().cues())
        .extracting("text")
        .containsExactly("Hello.");
    assertThat(published.episodes.get(0).provenance().writer())
        .isEqualTo("lying outline, edited by the owner");
    assertThat(studio().held(Fixtures.EDITION)).isEmpty();
    assertThat(produce(new Studio.Order(Stage.PUBLISH, true)).status())
        .as("made anew, it is judged again")
        .isEqualTo(RunStatus.HELD);
  }

  @Test
  void saysOnAnyNodeWhatTheOwnerApproved() throws Exception {
    writerLies = true;
    produce(Studio.Order.ALL);
    Script script = studio().held(Fixtures.EDITION).orElseThrow().draft().script();
    Studio other = new Studio(folder.resolve("other"), executor, Clock.systemUTC(), chronicle);

    assertThat(other.approve(Fixtures.EDITION, script)).isTrue();
    assertThat(studio().isApproved(Fixtures.EDITION)).isTrue();
    Production production =
        other.produce(crew(), Fixtures.EDITION, Studio.Order.ALL, StudioListener.SILENT);

    assertThat(production.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(production.draft().orElseThrow().script()).isEqualTo(script);
    assertThat(studio().isApproved(Fixtures.EDITION)).isFalse();
  }

  @Test
  void saysNothingAboutAnEditionThatIsOnlyLookedAt() throws Exception {
    produce(Studio.Order.ALL);
    items.add(Fixtures.rent());
    writerLies = true;

    assertThat(produce(new Studio.Order(Stage.PROOF, false)).status()).isEqualTo(RunStatus.HELD);

    assertThat(studio().runs()).extracting(RunRecord::status).containsExactly(RunStatus.PUBLISHED);
    assertThat(studio().held(Fixtures.EDITION)).isEmpty();
  }

  @Test
  void tellsWhatIsLessAboutAnEditionThanShouldBe() throws Exception {
    produce(Studio.Order.less("without a model"));

    assertThat(studio().runs()).extracting(RunRecord::degraded).containsExactly("without a model");
  }

  @Test
  void forgetsAHeldEditionThatTheOwnerDrops() throws Exception {
    writerLies = true;
    produce(Studio.Order.ALL);

    studio().drop(Fixtures.EDITION);

    assertThat(studio().runs()).extracting(RunRecord::status).containsExactly(RunStatus.DROPPED);
    assertThat(studio().held(Fixtures.EDITION)).isEmpty();
    assertThat(published.episodes).isEmpty();
  }

  @Test
  void decidesOnlyAboutWhatIsHeld() throws Exception {
    Production production = produce(Studio.Order.ALL);

    studio().approve(Fixtures.EDITION, production.draft().orElseThrow().script());
    studio().drop(Fixtures.EDITION);

    assertThat(studio().runs()).extracting(RunRecord::status).containsExactly(RunStatus.PUBLISHED);
  }

  private Production produce(Studio.Order order) throws Exception {
    return studio().produce(crew(), Fixtures.EDITION, order, StudioListener.SILENT);
  }

  private Studio studio() {
    return new Studio(folder.resolve("work"), executor, Clock.systemUTC(), chronicle);
  }

  private Crew crew() {
    return crew(
        new Narrator(
            Map.of("tone", new ToneSynthesizer()),
            (sound, rate) -> new short[0],
            engine -> executor));
  }

  private Crew crew(Narrator narrator) {
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
    return new Crew(
        show,
        kind,
        sources,
        edition -> Recollection.NONE,
        new Editor(show, kind, spoken),
        writer(new OutlineWriter(show, kind, spoken)),
        new ScriptProof(show),
        narrator,
        new Mastering(
            new JaveEncoder(new FfmpegLocator(Optional.empty(), programs.resolve("bin")))),
        publishers,
        false,
        skipWhenQuiet,
        item -> Level.REDACTED);
  }

  /** The outline writer, as a model's stand-in if the test wants that. */
  private ScriptWriter writer(OutlineWriter outline) {
    if (writerLies) {
      return new LyingWriter(outline);
    }
    if (!writerFinding) {
      return outline;
    }
    ScriptWriter failing =
        new ScriptWriter() {
          @Override
          public String name() {
            return "model";
          }

          @Override
          public String fingerprint() {
            return "model";
          }

          @Override
          public larksong.model.Draft write(larksong.model.Rundown rundown)
              throws WritingException {
            throw new WritingException("The model is away.");
          }
        };
    return new FallbackWriter(failing, outline, (rundown, script) -> List.of());
  }

  private static boolean reused(Production production, String stage) {
    return production.stages().stream()
        .filter(report -> report.name().equals(stage))
        .allMatch(StageReport::reused);
  }

  /** Keeps what was published. */
  private static class Memory implements Publisher {

    final List<Episode> episodes = new ArrayList<>();
    private final String target;

    Memory(String target) {
      this.target = target;
    }

    @Override
    public String examine() {
      return "";
    }

    @Override
    public String target() {
      return target;
    }

    @Override
    public Publication publish(Episode episode) throws PublishException {
      episodes.add(episode);
      return new Publication(target, State.PUBLISHED, "here", episode.recording().sha256());
    }

    @Override
    public Optional<Publication> find(Edition edition, String sha256) {
      return episodes.stream()
          .filter(episode -> episode.recording().sha256().equals(sha256))
          .map(episode -> new Publication(target, State.PUBLISHED, "here", sha256))
          .findFirst();
    }
  }
}
