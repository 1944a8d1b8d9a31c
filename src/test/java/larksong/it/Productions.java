package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import larksong.it.Program.Result;
import larksong.it.Program.Running;
import larksong.json.Json;
import larksong.publish.spotify.StandIn;
import larksong.publish.spotify.StandIn.Fault;

/**
 * Kills {@code produce} at each stage and at random instants, while a target loses answers, is away
 * and lists late: every edition is at every target once, and what is told once is told once.
 */
final class Productions implements Rehearsal {

  private static final int MOST_RUNS = 30;
  private static final int MOST_EDITIONS = 6;
  private static final int MOST_ANNOUNCEMENTS = 4;
  private static final int MOST_EDITIONS_EACH = 2;
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final DateTimeFormatter IN_TITLE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

  /** What each stage leaves at its end. */
  private static final List<Phase> ALL = List.of(Phase.values());

  private static final Map<Phase, String> LEFT =
      new EnumMap<>(
          Map.of(
              Phase.GATHER, "items.json",
              Phase.EDIT, "rundown.json",
              Phase.WRITE, "script.json",
              Phase.PROOF, "proof.json",
              Phase.NARRATE, "speech.json",
              Phase.LISTEN, "listen.json",
              Phase.MASTER, "recording.json",
              Phase.PUBLISH, "publications.json"));

  private final Tally tally;
  private final List<Phase> phases;
  private final int each;
  private final Path folder;
  private final Random random = new Random(240);
  private final List<LocalDate> days = new ArrayList<>();
  private final Map<Phase, Integer> lengths = new EnumMap<>(Phase.class);
  private KilledHome home;
  private int wholeRun;
  private int turn;

  Productions(Tally tally, Set<Phase> phases, int each, Path folder) {
    this.tally = tally;
    this.phases = Phase.ofProduce().stream().filter(phases::contains).toList();
    this.each = each;
    this.folder = folder;
  }

  @Override
  public void run() throws Exception {
    try (StandIn spotify = new StandIn()) {
      spotify.clock = Clock.systemUTC();
      home =
          KilledHome.in(
              folder.resolve("produced"),
              """
              targets:
                files: { kind: folder, path: ../published }
                spotify: { kind: spotify, show: %s, url: "%s", token: %s }
              """
                  .formatted(StandIn.SHOW, spotify.url(), StandIn.TOKEN),
              "spotify, library, files");
      measure();
      while (phases.stream().anyMatch(phase -> tally.kills(phase) < each)
          && days.size() < MOST_EDITIONS + each * MOST_EDITIONS_EACH) {
        edition(spotify);
      }
      turn = KilledHome.AGES.size() - 1;
      age(spotify); // what was replaced stays a day
      untilEverywhere(nextDay());
      count(spotify);
    } finally {
      if (home != null) {
        home.delete();
      }
    }
  }

  /** How long the stages take, by what they leave and when. */
  private void measure() throws Exception {
    LocalDate day = nextDay();
    Instant begun = Instant.now();
    untilEverywhere(day);
    wholeRun = Math.toIntExact(Instant.now().toEpochMilli() - begun.toEpochMilli());
    FileTime before = null;
    for (Phase phase : LEFT.keySet()) {
      FileTime left = Files.getLastModifiedTime(work(day).resolve(LEFT.get(phase)));
      lengths.put(
          phase, before == null ? 100 : (int) Math.max(1, left.toMillis() - before.toMillis()));
      before = left;
    }
    lengths.put(Phase.RECEIPTS, Math.max(1, lengths.get(Phase.PUBLISH)));
  }

  private LocalDate nextDay() {
    LocalDate day = FIRST.plusDays(days.size());
    days.add(day);
    return day;
  }

  private Path work(LocalDate day) {
    return home.home().resolve("work/morning").resolve(day.toString());
  }

  private void edition(StandIn spotify) throws Exception {
    LocalDate day = nextDay();
    weather(spotify);
    for (Phase aim : phases) {
      int before = tally.kills(aim);
      int tries = aim == Phase.RECEIPTS ? MOST_ANNOUNCEMENTS : 1; // the service may be away
      for (int i = 0; i < tries && before < each && tally.kills(aim) == before; i++) {
        age(spotify);
        kill(spotify, day, Optional.of(aim));
      }
    }
    if (each > 1) {
      age(spotify);
      kill(spotify, day, Optional.empty());
    }
    if (days.size() % 5 == 0) {
      KilledHome copy = home.copy();
      home.delete();
      home = copy;
    }
    untilEverywhere(day);
  }

  /** What was made in the minute before was made longer ago, here and there. */
  private void age(StandIn spotify) throws Exception {
    home.age(turn);
    spotify.age(KilledHome.AGES.get(turn % KilledHome.AGES.size()));
    turn++;
  }

  /** What the service does to the next calls. */
  private void weather(StandIn spotify) {
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

  /** In the stage, or whenever. */
  private void kill(StandIn spotify, LocalDate day, Optional<Phase> aim) throws Exception {
    boolean again = aim.isEmpty() && random.nextInt(3) > 0;
    Instant begun = again ? Instant.now() : Instant.EPOCH;
    int announced = spotify.announcements();
    Running run = again ? produce(day, "--again") : produce(day);
    boolean killed =
        KilledHome.kill(
            run,
            () ->
                aim.isEmpty()
                    || (aim.get() == Phase.RECEIPTS
                        ? spotify.announcements() > announced
                        : hasBegun(day, aim.get())),
            random.nextInt(aim.isEmpty() ? wholeRun : most(aim.get())));
    if (killed) {
      tally.killed(phase(day, begun));
    }
    if (random.nextInt(4) == 0) {
      KilledHome copy = home.copy();
      home.delete();
      home = copy;
    }
    home.check(tally, "produce of " + day + " at " + aim, List.of());
  }

  /** Not to the end of the phase: a process that is resumed is quicker than the first was. */
  private int most(Phase aim) {
    return Math.max(1, lengths.get(aim) / (aim == Phase.PUBLISH ? 8 : 2)); // receipts come early
  }

  /** The stage before has left what it leaves. */
  private boolean hasBegun(LocalDate day, Phase aim) {
    return aim == Phase.GATHER
        ? Files.isDirectory(work(day))
        : Files.exists(work(day).resolve(LEFT.get(ALL.get(ALL.indexOf(aim) - 1))));
  }

  /** Where an edition was: at the first stage that has left nothing since the run began. */
  private Optional<Phase> phase(LocalDate day, Instant begun) throws IOException, SQLException {
    if (!Files.isDirectory(work(day))) {
      return Optional.empty();
    }
    for (Phase phase : Phase.ofProduce()) {
      if (phase == Phase.PUBLISH) {
        return Optional.of(hasReceipts(day) ? Phase.RECEIPTS : phase);
      }
      Path left = work(day).resolve(LEFT.get(phase));
      if (!Files.exists(left) || Files.getLastModifiedTime(left).toInstant().isBefore(begun)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }

  private boolean hasReceipts(LocalDate day) throws IOException, SQLException {
    return home.library()
            .copied(
                library ->
                    library.count(
                        "select count(*) from delivery where receipt is not null and edition = '"
                            + day
                            + "'"))
        > 0;
  }

  private Running produce(LocalDate day, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("produce", "morning", "--edition", day.toString(), "--json"));
    arguments.addAll(List.of(more));
    return home.start(arguments.toArray(String[]::new));
  }

  private void untilEverywhere(LocalDate day) throws Exception {
    String said = "";
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
      said = running.err();
    }
    tally.unusable(day + " is not everywhere after " + MOST_RUNS + " runs: " + said);
  }

  private void count(StandIn spotify) throws Exception {
    Result episodes = home.run("episodes", "morning", "--json");
    String list = episodes.out().replaceAll("\\s*:\\s*", ":");
    String feed = Files.readString(home.folder().resolve("published/shows/morning/feed.xml"));
    for (LocalDate day : days) {
      String date = IN_TITLE.format(day);
      int heard =
          (int) spotify.titles().stream().filter(title -> title.endsWith(", " + date)).count();
      hold("the library", day, mentions(list, "\"edition\":\"[^\"]*" + day));
      hold("the folder", day, mentions(feed, "<title>[^<]*, " + date + "</title>"));
      hold("Spotify", day, heard);
    }
    assertThat(spotify.episodes).as("nothing without sound is left there").hasSameSizeAs(days);
    assertThat(halves()).isEmpty();
    for (Path media :
        List.of(home.folder().resolve("published/media"), home.home().resolve("media"))) {
      assertThat(files(media, ".mp3"))
          .as("no sound is left of another attempt")
          .hasSameSizeAs(days);
    }
    List<Path> telling = new ArrayList<>();
    for (Path transcript : files(home.folder().resolve("published/media"), ".vtt")) {
      if (Files.readString(transcript).contains("oats")) {
        telling.add(transcript);
      }
    }
    assertThat(telling).as("what is told once, by the first edition alone").hasSize(1);
    home.check(tally, "all editions", List.of());
  }

  private void hold(String where, LocalDate day, int there) {
    tally.duplicate(there - 1, day + " at " + where);
    if (there == 0) {
      tally.lost(day + " at " + where);
    }
  }

  private static int mentions(String text, String pattern) {
    return (int) Pattern.compile(pattern).matcher(text).results().count();
  }

  /** Files of which a part was left. */
  private List<Path> halves() throws IOException {
    List<Path> halves = new ArrayList<>();
    for (String root : List.of("home/bin", "home/work", "home/media", "published")) {
      halves.addAll(files(home.folder().resolve(root), ".part"));
    }
    return halves;
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
