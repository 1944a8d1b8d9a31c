package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import larksong.it.Program.Running;
import larksong.json.Json;
import larksong.publish.spotify.StandIn;
import larksong.publish.spotify.StandIn.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed at the end of each stage and at random instants, while a target loses
 * answers, is away and lists late: every edition is at every target once.
 *
 * <p>{@code mvn -Pfaults verify} kills 240 times, every build a few times.
 */
class ExactlyOnceIT {

  private static final int KILLS = Integer.getInteger("larksong.kills", 8);
  private static final int KILLS_OF_AN_EDITION = 16;
  private static final int MOST_RUNS = 30;
  private static final int LONGEST_LIFE_MS = 3500;
  private static final DateTimeFormatter IN_TITLE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private static final List<String> STAGES =
      List.of(
          "items.json",
          "rundown.json",
          "script.json",
          "proof.json",
          "speech.json",
          "listen.json",
          "recording.json",
          "episode.json",
          "publications.json");

  @TempDir Path folder;

  private final Random random = new Random(240);
  private StandIn spotify;
  private Program larksong;
  private int kills;

  @BeforeEach
  void configure() throws Exception {
    spotify = new StandIn();
    spotify.clock = Clock.systemUTC();
    larksong = new Program(folder);
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(folder.resolve("notes/oats.md"), "# Oats\n\nThe oats are in the tin.\n");
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("shows"));
    Files.writeString(
        config.resolve("larksong.yaml"),
        """
        targets:
          files: { kind: folder, path: ../published }
          spotify: { kind: spotify, show: %s, url: "%s", token: %s }
        """
            .formatted(StandIn.SHOW, spotify.url(), StandIn.TOKEN));
    Files.writeString(
        config.resolve("shows/morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: UTC
        sources: [{ notes: ../../notes, window: all }]
        publish: [spotify, library, files]
        """);
  }

  @AfterEach
  void stop() {
    spotify.close();
  }

  @Test
  void bringsEachEditionToEachTargetOnce() throws Exception {
    List<LocalDate> days = new ArrayList<>();
    while (kills < KILLS) {
      LocalDate day = LocalDate.of(2026, 1, 1).plusDays(days.size());
      days.add(day);
      weather();
      for (int kill = 0; kill < KILLS_OF_AN_EDITION && kills < KILLS; kill++) {
        kill(day);
      }
      untilEverywhere(day);
    }

    int[] library = count(days, this::inLibrary);
    int[] files = count(days, this::inFolder);
    int[] heard = count(days, this::atSpotify);
    int duplicates = library[0] + files[0] + heard[0];
    int lost = library[1] + files[1] + heard[1];
    System.out.printf(
        Locale.ROOT, "exactly-once: %d kills, %d duplicates, %d lost%n", kills, duplicates, lost);
    assertThat(duplicates).isZero();
    assertThat(lost).isZero();
    assertThat(spotify.episodes).as("nothing without sound is left there").hasSameSizeAs(days);
    assertThat(halves()).isEmpty();
    for (Path media :
        List.of(folder.resolve("published/media"), larksong.home().resolve("media"))) {
      assertThat(files(media, ".mp3"))
          .as("no sound is left of another attempt")
          .hasSameSizeAs(days);
    }
    assertThat(telling("oats")).as("what is told once, by the first edition alone").hasSize(1);
  }

  /** The transcripts in the folder that have a word. */
  private List<Path> telling(String word) throws IOException {
    List<Path> telling = new ArrayList<>();
    for (Path transcript : files(folder.resolve("published/media"), ".vtt")) {
      if (Files.readString(transcript).contains(word)) {
        telling.add(transcript);
      }
    }
    return telling;
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  /** What the service does to the next calls. */
  private void weather() {
    for (String call :
        List.of(
            "POST .*/images", "POST .*/episodes", "PUT /upload/.*", "GET .*", "PUT .*/timeline")) {
      Fault[] faults = new Fault[random.nextInt(3)];
      for (int i = 0; i < faults.length; i++) {
        faults[i] = List.of(Fault.values()).get(random.nextInt(3));
      }
      spotify.fail(call, faults);
    }
    spotify.lateListings = random.nextInt(2);
    if (random.nextBoolean()) {
      spotify.cutUploads(List.of(10, 50, 99).get(random.nextInt(3)));
    }
  }

  /** Starts a run and ends it with SIGKILL: when a stage is done, or whenever. */
  private void kill(LocalDate day) throws Exception {
    Running run = random.nextInt(3) > 0 ? produce(day, "--again") : produce(day);
    if (random.nextBoolean()) {
      Path stage =
          folder.resolve("home/work/morning/" + day + "/" + STAGES.get(kills % STAGES.size()));
      FileTime before = written(stage);
      while (written(stage).equals(before) && !run.process().waitFor(2, TimeUnit.MILLISECONDS)) {
        assertThat(run.err()).doesNotContain("Exception");
      }
    } else {
      run.process().waitFor(100 + random.nextInt(LONGEST_LIFE_MS), TimeUnit.MILLISECONDS);
    }
    if (run.process().isAlive()) {
      run.process().destroyForcibly();
      run.process().waitFor();
      kills++;
    }
  }

  private static FileTime written(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
  }

  private Running produce(LocalDate day, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "produce",
                "morning",
                "--edition",
                day.toString(),
                "--config",
                folder.resolve("config").toString(),
                "--json"));
    arguments.addAll(List.of(more));
    return larksong.start(arguments.toArray(String[]::new));
  }

  private void untilEverywhere(LocalDate day) throws Exception {
    for (int run = 0; run < MOST_RUNS; run++) {
      Running running = produce(day);
      assertThat(running.process().waitFor(2, TimeUnit.MINUTES)).isTrue();
      JsonNode publications = Json.tree(running.out()).path("publications");
      boolean everywhere = publications.size() == 3;
      for (JsonNode publication : publications) {
        everywhere &= publication.path("state").asText().equals("published");
      }
      if (everywhere) {
        return;
      }
    }
    throw new AssertionError(day + " is not everywhere after " + MOST_RUNS + " runs");
  }

  /** How many too many, and how many days are missing. */
  private static int[] count(List<LocalDate> days, Function<LocalDate, Integer> there) {
    int tooMany = 0;
    int missing = 0;
    for (LocalDate day : days) {
      int found = there.apply(day);
      tooMany += Math.max(0, found - 1);
      missing += found == 0 ? 1 : 0;
    }
    return new int[] {tooMany, missing};
  }

  private int inLibrary(LocalDate day) {
    return mentions(list(), "\"edition\":\"[^\"]*" + day);
  }

  private String list() {
    try {
      return larksong
          .run("episodes", "morning", "--config", folder.resolve("config").toString(), "--json")
          .out()
          .replaceAll("\\s*:\\s*", ":");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int inFolder(LocalDate day) {
    try {
      return mentions(
          Files.readString(folder.resolve("published/shows/morning/feed.xml")),
          "<title>[^<]*, " + IN_TITLE.format(day) + "</title>");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private int atSpotify(LocalDate day) {
    String date = IN_TITLE.format(day);
    return (int) spotify.titles().stream().filter(title -> title.endsWith(", " + date)).count();
  }

  private static int mentions(String text, String pattern) {
    return (int) java.util.regex.Pattern.compile(pattern).matcher(text).results().count();
  }

  /** Files of which a part was left. */
  private List<Path> halves() throws IOException {
    List<Path> halves = new ArrayList<>();
    for (Path root :
        List.of(
            larksong.home().resolve("bin"),
            larksong.home().resolve("work"),
            larksong.home().resolve("media"),
            folder.resolve("published"))) {
      halves.addAll(files(root, ".part"));
    }
    return halves;
  }
}
