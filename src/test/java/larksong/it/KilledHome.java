package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import larksong.it.Program.Result;
import larksong.it.Program.Running;

/** A home with its configuration beside it, whose processes are killed and which is looked at. */
final class KilledHome {

  static final List<Duration> AGES =
      List.of(Duration.ofMinutes(1), Duration.ofDays(1), Duration.ofDays(30));

  private static final AtomicInteger COPIES = new AtomicInteger();

  private final Path folder;
  private final Program larksong;
  private final List<Running> started = new ArrayList<>();

  private KilledHome(Path folder) {
    this.folder = folder;
    this.larksong = new Program(folder);
  }

  /** Of a show with a note that is told once. */
  static KilledHome in(Path folder, String installation, String publish) throws IOException {
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(folder.resolve("notes/oats.md"), "# Oats\n\nThe oats are in the tin.\n");
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(folder.resolve("config/larksong.yaml"), installation);
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: UTC
        sources: [{ notes: ../../notes, window: all }]
        publish: [%s]
        """
            .formatted(publish));
    return new KilledHome(folder);
  }

  /** All of it, as an owner copies a folder that nobody uses. */
  KilledHome copy() throws Exception {
    String name = folder.getFileName().toString().replaceFirst("-copy\\d+$", "");
    return copyTo(folder.resolveSibling(name + "-copy" + COPIES.incrementAndGet()));
  }

  KilledHome copyTo(Path other) throws Exception {
    Process copying =
        new ProcessBuilder("cp", "-a", folder.toString(), other.toString()).inheritIO().start();
    assertThat(copying.waitFor()).isZero();
    return new KilledHome(other);
  }

  /** Ends what runs in it, and takes it away. */
  void delete() throws Exception {
    for (Running run : started) {
      run.process().destroyForcibly().waitFor();
    }
    assertThat(new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor()).isZero();
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return larksong.home();
  }

  LibraryFile library() {
    return new LibraryFile(home());
  }

  Running start(String... arguments) throws IOException {
    Running run = larksong.start(configured(arguments));
    started.add(run);
    return run;
  }

  Result run(String... arguments) throws Exception {
    return larksong.run(configured(arguments));
  }

  /** Started by a command of another kind. */
  Result run(List<String> command, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(configured(arguments)));
    return larksong.run(all, environment);
  }

  /** Runs what must not fail. */
  Result done(String... arguments) throws Exception {
    Result result = run(arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  private String[] configured(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", folder.resolve("config").toString()));
    return all.toArray(String[]::new);
  }

  /** Something to wait for. */
  @FunctionalInterface
  interface Sign {
    boolean isThere() throws IOException;
  }

  /** Ends it (SIGKILL) so many milliseconds after a sign; false if it had ended before. */
  static boolean kill(Running run, Sign sign, long after) throws Exception {
    while (!sign.isThere() && !run.process().waitFor(1, TimeUnit.MILLISECONDS)) {
      Thread.onSpinWait();
    }
    run.process().waitFor(after, TimeUnit.MILLISECONDS);
    boolean alive = run.process().isAlive();
    run.process().destroyForcibly().waitFor();
    return alive;
  }

  /** A minute, a day or a month; the files alone, so that nothing but the program opens it. */
  Duration ageFiles(int turn) throws IOException {
    Duration age = AGES.get(turn % AGES.size());
    try (Stream<Path> files = Files.walk(home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        FileTime written = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(written.toInstant().minus(age)));
      }
    }
    return age;
  }

  /** A minute, a day or a month: files and rows. */
  Duration age(int turn) throws Exception {
    library().age(AGES.get(turn % AGES.size()));
    return ageFiles(turn);
  }

  /** Opens it as its owner does, then holds its rows against its files and what was promised. */
  void check(Tally tally, String after, List<Promise> promises) throws Exception {
    Result episodes = run("episodes", "--json");
    if (episodes.code() != 0) {
      tally.unusable(after + ": episodes: " + episodes.err());
      return;
    }
    if (tally.isTimeForAFullLook()) {
      Result doctor = run("doctor");
      if (!doctor.out().matches("(?s).*\\bok +library\\b.*")) {
        tally.unusable(after + ": doctor: " + doctor.out() + doctor.err());
      }
    }
    List<String> damage = library().damage();
    if (!damage.isEmpty()) {
      tally.unusable(after + ": " + damage);
      return;
    }
    library().withoutTheirFiles().forEach(file -> tally.lost(after + ": the file " + file));
    int rows = library().count("select count(*) from episode");
    int listed = episodes.json().size();
    if (listed > rows || (listed < rows && !isBusy())) {
      tally.lost(after + ": " + listed + " of " + rows + " episodes listed");
    }
    hold(tally, after, promises);
  }

  /** Whether there may be more in it a moment later. */
  private boolean isBusy() {
    return started.stream().anyMatch(run -> run.process().isAlive());
  }

  void hold(Tally tally, String after, List<Promise> promises) throws Exception {
    for (Promise promise : promises) {
      int there = library().count(promise.count());
      tally.duplicate(there - 1, after + ": " + promise.what());
      if (there == 0 && promise.acknowledged()) {
        tally.lost(after + ": " + promise.what());
      }
    }
  }
}
