package larksong.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.audio.Mastering;
import larksong.config.Kind.Pauses;
import larksong.egress.Errand;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.model.Edition;
import larksong.model.Level;
import larksong.model.Line;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Speech;
import larksong.model.Voice;
import larksong.speech.SpeechException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Speaks a text and masters it, nothing more. */
@Command(
    name = "say",
    description = "Speaks a text, or the text in a file, into an MP3.",
    footer = {"", "Example: larksong say \"The kettle is on.\" -o kettle.mp3"})
final class SayCommand extends Options {

  private static final long LARGEST_TEXT = 1 << 20;

  @Parameters(paramLabel = "TEXT|FILE", description = "What to say.")
  String text = "";

  @Option(names = "-o", paramLabel = "FILE", required = true, description = "The MP3 to write.")
  Path output = Path.of("out.mp3");

  @Option(
      names = "--voice",
      paramLabel = "VOICE",
      defaultValue = "freetts:kevin16",
      description = "One of 'larksong voices'; ${DEFAULT-VALUE} if not given.")
  String voice = "freetts:kevin16";

  /** What {@code say --json} answers. */
  record Answer(String mp3, long durationMs, double loudnessLufs) {}

  /** The owner's own words, for a voice of the owner's choice, wherever it is. */
  private static Speech spoken(
      Larksong larksong, Script script, Show show, Pauses pauses, Path bench)
      throws SpeechException, InterruptedException {
    Errand.Scope scope = Errand.current().of(Level.FREE).begin();
    try {
      return larksong.narrator().narrate(script, show, pauses, bench, (done, total) -> {});
    } finally {
      scope.close();
    }
  }

  @Override
  public Integer call() throws Exception {
    String words = words();
    Show show = show();
    Script script =
        new Script(
            "Larksong says",
            "",
            show.language(),
            List.of(new Segment("Larksong says", List.of(new Line(Show.HOST, words)), List.of())));
    try (Larksong larksong = open()) {
      Path bench = Files.createTempDirectory(WholeFile.privateFolder(larksong.home()), "say-");
      try {
        Pauses pauses =
            new Pauses(
                Duration.ofMillis(300),
                Duration.ofMillis(450),
                Duration.ofMillis(700),
                Duration.ofSeconds(3));
        Speech speech = spoken(larksong, script, show, pauses, bench);
        Recording recording =
            new Mastering(larksong.encoder()).master(speech, label(show, script), bench);
        keep(bench.resolve(recording.mp3()));
        answer(
            new Answer(
                output.toAbsolutePath().toString(),
                recording.duration().toMillis(),
                recording.loudness().lufs()),
            String.format(
                java.util.Locale.ROOT,
                "%s: %.1f seconds",
                output,
                recording.duration().toMillis() / 1000.0));
      } finally {
        Folders.delete(bench);
      }
      return ExitCode.DONE;
    }
  }

  private String words() throws UsageException {
    Optional<Path> file = file();
    if (file.isEmpty()) {
      if (text.matches("\\S+\\.(?:txt|md|text)")) {
        throw new UsageException("No file '" + text + "'.");
      }
      return checked(text);
    }
    try {
      if (Files.size(file.get()) > LARGEST_TEXT) {
        throw new UsageException("Expected a text of at most 1 MiB in '" + text + "'. Split it.");
      }
      return checked(Files.readString(file.get()));
    } catch (IOException e) {
      throw new UsageException("Could not read '" + text + "' as UTF-8 text.");
    }
  }

  private Optional<Path> file() {
    try {
      return Optional.of(Path.of(text)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String checked(String words) throws UsageException {
    if (words.isBlank()) {
      throw new UsageException("Expected some words to say but there are none.");
    }
    return words;
  }

  private Show show() throws UsageException {
    try {
      return new Show(
          "say",
          "Larksong says",
          "",
          "say",
          Locale.UK,
          ZoneId.systemDefault(),
          Duration.ofHours(3),
          Optional.empty(),
          Map.of(Show.HOST, Voice.of(voice)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Mastering.Label label(Show show, Script script) {
    LocalDate today = LocalDate.now(surroundings().clock().withZone(show.zone()));
    return new Mastering.Label(
        show,
        script,
        new Rundown(
            new Edition("say", today.atStartOfDay(), show.zone()),
            List.of(),
            List.of(),
            0,
            List.of()),
        new Provenance(List.of("a text"), "you", List.of(voice)));
  }

  private void keep(Path mp3) throws IOException {
    Path part = WholeFile.part(output);
    try {
      Files.copy(mp3, part, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      WholeFile.move(part, output);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
