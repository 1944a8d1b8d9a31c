package larksong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import larksong.audio.Mastering;
import larksong.audio.jave.FfmpegLocator;
import larksong.audio.jave.JaveEncoder;
import larksong.config.Kind;
import larksong.editor.Editor;
import larksong.files.Folders;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Level;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Recollection;
import larksong.model.Recording;
import larksong.model.RunStatus;
import larksong.model.Show;
import larksong.model.Voice;
import larksong.proof.ScriptProof;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.script.outline.OutlineWriter;
import larksong.source.ListedSource;
import larksong.speech.Narrator;
import larksong.speech.ToneSynthesizer;
import larksong.spoken.Spoken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to a file of the work folder, the episode is the one that was made before. */
class DamagedWorkTest {

  /** What can happen to a file. */
  enum Damage {
    CUT_IN_HALF {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return Arrays.copyOf(whole, whole.length / 2);
      }
    },
    EMPTIED {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return new byte[0];
      }
    },
    ONE_BYTE_CHANGED {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
      }
    },
    DOUBLED {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        byte[] doubled = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, doubled, whole.length, whole.length);
        return doubled;
      }
    },
    ANOTHER_FILE {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return other;
      }
    },
    ZEROS {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return new byte[whole.length];
      }
    },
    ODD_LENGTH {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return Arrays.copyOf(whole, whole.length - 1 - whole.length % 2);
      }
    },
    NO_TEXT {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        byte[] changed = whole.clone();
        Arrays.fill(changed, changed.length / 3, changed.length / 2, (byte) 0xfe);
        return changed;
      }
    },
    OTHER_JSON {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return "[{\"fingerprint\": 3}]".getBytes(StandardCharsets.UTF_8);
      }
    },
    NO_RESULT {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        String without = text.replaceFirst("(?s)\"result\" : .*", "\"result\" : null }");
        return (without.equals(text) ? text + " " : without).getBytes(StandardCharsets.ISO_8859_1);
      }
    },
    DELETED {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return whole;
      }

      @Override
      void happenTo(Path file, byte[] other) throws IOException {
        Files.delete(file);
      }
    },
    A_FOLDER {
      @Override
      byte[] of(byte[] whole, byte[] other) {
        return whole;
      }

      @Override
      void happenTo(Path file, byte[] other) throws IOException {
        Files.delete(file);
        Files.createDirectories(file.resolve("deeper"));
        Files.writeString(file.resolve("deeper/file"), "x");
      }
    };

    abstract byte[] of(byte[] whole, byte[] other);

    void happenTo(Path file, byte[] other) throws IOException {
      FileTime time = Files.getLastModifiedTime(file);
      Files.write(file, of(Files.readAllBytes(file), other));
      Files.setLastModifiedTime(file, time);
    }
  }

  @TempDir static Path programs;
  @TempDir Path folder;
  private final Chronicle chronicle = new ChronicleInMemory();
  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final List<Episode> published = new ArrayList<>();
  private State state = State.PUBLISHED;
  private Recording first;

  @BeforeEach
  void make() throws Exception {
    first = produce(Stage.MASTER).recording().orElseThrow();
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void speaksAnewAClipThatIsNotAsItWas(Damage damage) throws Exception {
    Map<Path, byte[]> whole = files(bench());
    List<Path> clips = whole.keySet().stream().filter(DamagedWorkTest::isClip).sorted().toList();
    Files.delete(bench().resolve("episode.mp3"));
    damage.happenTo(clips.get(1), whole.get(clips.get(0)));

    Production again = produce(Stage.MASTER);

    assertThat(again.findings()).isEmpty();
    assertThat(again.recording()).contains(first);
    assertSame(whole);
  }

  /** Without what the narrate stage left, a clip speaks for itself. */
  @ParameterizedTest
  @EnumSource
  void speaksAnewSuchAClipAlsoAfterARunThatWasKilledAmongThem(Damage damage) throws Exception {
    Map<Path, byte[]> whole = files(bench());
    List<Path> clips = whole.keySet().stream().filter(DamagedWorkTest::isClip).sorted().toList();
    for (String file : List.of("speech.json", "listen.json", "recording.json", "episode.mp3")) {
      Files.delete(bench().resolve(file));
    }
    damage.happenTo(clips.get(1), whole.get(clips.get(0)));

    assertThat(produce(Stage.MASTER).recording()).contains(first);
    assertSame(whole);
  }

  @ParameterizedTest
  @EnumSource
  void makesAnewEachFileThatIsNotAsItWas(Damage damage) throws Exception {
    produce(Stage.PUBLISH);
    Map<Path, byte[]> whole = files(bench());
    byte[] other = Files.readAllBytes(bench().resolve("proof.json"));
    for (Path file : whole.keySet()) {
      damage.happenTo(file, other);

      Production again = produce(Stage.PUBLISH);

      assertThat(again.status()).as(file.toString()).isEqualTo(RunStatus.PUBLISHED);
      assertThat(again.findings()).as(file.toString()).isEmpty();
      assertThat(again.recording()).as(file.toString()).contains(first);
      assertSame(whole);
    }
    assertThat(published)
        .extracting(episode -> episode.recording().sha256())
        .containsOnly(first.sha256());
  }

  @ParameterizedTest
  @EnumSource
  void drawsAShowsCoverAnewThatIsNotAsItWas(Damage damage) throws Exception {
    byte[] drawn = Files.readAllBytes(bench().resolve("cover.jpg"));
    try (Stream<Path> files = Files.list(bench().getParent())) {
      Path kept = files.filter(file -> file.toString().endsWith(".jpg")).findFirst().orElseThrow();
      damage.happenTo(kept, new byte[] {1, 2, 3});
    }

    studio()
        .produce(
            crew(),
            Edition.of(Fixtures.EDITION.show(), "2026-11-22", Fixtures.EDITION.zone()),
            Studio.Order.ALL,
            StudioListener.SILENT);

    assertThat(bench().resolveSibling("2026-11-22/cover.jpg")).hasBinaryContent(drawn);
  }

  @ParameterizedTest
  @EnumSource
  void bringsNothingDamagedToATargetLater(Damage damage) throws Exception {
    state = State.WAITING;
    produce(Stage.PUBLISH);
    for (String name : List.of("episode.json", "episode.mp3", "cover.jpg", "transcript.vtt")) {
      assertThat(episode()).as(name).isPresent();
      byte[] whole = Files.readAllBytes(bench().resolve(name));
      damage.happenTo(bench().resolve(name), "another".getBytes(StandardCharsets.UTF_8));
      Optional<Episode> found = episode();
      Folders.delete(bench().resolve(name));
      Files.write(bench().resolve(name), whole);
      assertThat(found).as(name).isEmpty();
    }
  }

  @Test
  void keepsNoClipsOfAnEditionThatIsOut() throws Exception {
    assertThat(bench().resolve("speech")).isNotEmptyDirectory();

    produce(Stage.PUBLISH);

    assertThat(bench().resolve("speech")).doesNotExist();
    assertThat(produce(Stage.PUBLISH).stages()).allMatch(StageReport::reused);
    assertThat(bench().resolve("speech")).doesNotExist();
  }

  @Test
  void keepsTheClipsOfAnEditionThatNoTargetTook() throws Exception {
    state = State.FAILED;

    produce(Stage.PUBLISH);

    assertThat(bench().resolve("speech")).isNotEmptyDirectory();
  }

  @Test
  void speaksAnewWhatIsMasteredAnewOnceItsClipsLeft() throws Exception {
    produce(Stage.PUBLISH);
    Files.delete(bench().resolve("listen.json"));

    Production again = produce(Stage.PUBLISH);

    assertThat(again.status()).isEqualTo(RunStatus.PUBLISHED);
    assertThat(again.recording()).contains(first);
  }

  private static boolean isClip(Path file) {
    return file.toString().endsWith(".pcm");
  }

  private Optional<Episode> episode() {
    return studio().episode(Fixtures.EDITION.id());
  }

  private Path bench() {
    return folder.resolve("work").resolve(Fixtures.EDITION.show()).resolve(Fixtures.EDITION.slug());
  }

  private static Map<Path, byte[]> files(Path folder) throws IOException {
    Map<Path, byte[]> files = new HashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) > 0) {
          files.put(file, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private void assertSame(Map<Path, byte[]> whole) {
    whole.forEach(
        (file, bytes) -> {
          try {
            assertThat(Files.readAllBytes(file)).as(file.toString()).isEqualTo(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Production produce(Stage until) throws Exception {
    return studio()
        .produce(crew(), Fixtures.EDITION, new Studio.Order(until, false), StudioListener.SILENT);
  }

  private Studio studio() {
    return new Studio(folder.resolve("work"), executor, Clock.systemUTC(), chronicle);
  }

  private Crew crew() {
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
        List.of(new ListedSource("calendar", List.of(Fixtures.dentist(), Fixtures.bridge()))),
        edition -> Recollection.NONE,
        new Editor(show, kind, spoken),
        new OutlineWriter(show, kind, spoken),
        new ScriptProof(show),
        new Narrator(
            Map.of("tone", new ToneSynthesizer()),
            (sound, rate) -> new short[0],
            engine -> executor),
        new Mastering(
            new JaveEncoder(new FfmpegLocator(Optional.empty(), programs.resolve("bin")))),
        List.of(new Target()),
        false,
        false,
        item -> Level.LOCAL);
  }

  /** Takes an episode as the test wants. */
  private final class Target implements Publisher {
    @Override
    public String target() {
      return "target";
    }

    @Override
    public String examine() {
      return "";
    }

    @Override
    public Publication publish(Episode episode) throws PublishException {
      if (state == State.FAILED) {
        throw new PublishException("Could not publish to 'target': no.");
      }
      published.add(episode);
      return new Publication("target", state, "", episode.recording().sha256());
    }

    @Override
    public Optional<Publication> find(Edition edition, String sha256) {
      return published.stream()
          .filter(episode -> episode.recording().sha256().equals(sha256))
          .map(episode -> new Publication("target", State.PUBLISHED, "", sha256))
          .findFirst();
    }
  }
}
