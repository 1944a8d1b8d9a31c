package larksong.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import larksong.it.Program.Result;
import larksong.it.Program.Running;

/** Kills backups and restores. */
final class Copies implements Rehearsal {

  private static final int MOST_TRIES = 6;

  private final Tally tally;
  private final int each;
  private final Path folder;
  private final Random random = new Random(102);
  private int turn;

  Copies(Tally tally, int each, Path folder) {
    this.tally = tally;
    this.each = each;
    this.folder = folder;
  }

  @Override
  public void run() throws Exception {
    KilledHome home = KilledHome.in(folder.resolve("kept"), "{}\n", "library");
    home.done("produce", "morning", "--edition", "2026-10-01");
    home.done("produce", "morning", "--edition", "2026-10-02");
    home.done("tokens", "create", "--publish", "--name", "laptop");
    List<Promise> all =
        List.of(
            new Promise("both episodes", "select count(*) = 2 from episode", true),
            Promise.ofToken("laptop", true));
    Path file = home.folder().resolve("backup/larksong.zip");
    Files.createDirectories(file.getParent());
    for (int tries = 0; tally.kills(Phase.BACKUP) < each && tries < each * MOST_TRIES; tries++) {
      home = killBackup(home, file, all);
      file = home.folder().resolve("backup/larksong.zip");
    }
    Result backup = home.run("backup", file.toString());
    if (backup.code() != 0) {
      tally.unusable("a backup at last: " + backup.err());
    }
    for (int tries = 0; tally.kills(Phase.RESTORE) < each && tries < each * MOST_TRIES; tries++) {
      killRestore(home, file, all);
    }
    home.delete();
  }

  /** An earlier file, if there is one, is there as it was, or the new one, and can be restored. */
  private KilledHome killBackup(KilledHome home, Path file, List<Promise> all) throws Exception {
    home.age(turn++);
    boolean earlier = Files.exists(file);
    Set<String> before = files(home, file);
    Running run = home.start("backup", file.toString());
    boolean killed =
        KilledHome.kill(run, () -> !before.containsAll(files(home, file)), random.nextInt(150));
    if (killed) {
      tally.killed(
          before.containsAll(files(home, file)) ? Optional.empty() : Optional.of(Phase.BACKUP));
    }
    KilledHome next = home;
    if (turn % 3 == 0) {
      next = home.copy();
      home.delete();
    }
    next.check(tally, "backup", all);
    Path there = next.folder().resolve("backup/larksong.zip");
    if ((earlier || !killed) && !Files.exists(there)) {
      tally.lost("backup: a backup that was there");
    }
    if (Files.exists(there) && turn % 4 == 0) {
      restored(next, there, all);
    }
    return next;
  }

  private void restored(KilledHome home, Path file, List<Promise> all) throws Exception {
    KilledHome other = KilledHome.in(folder.resolve("restored-" + turn++), "{}\n", "library");
    Result restore = home.run("restore", file.toString(), "--home", other.home().toString());
    if (restore.code() != 0) {
      tally.lost("backup: what it holds: " + restore.err());
    } else {
      other.check(tally, "restore of a backup", all);
    }
    other.delete();
  }

  /** What is new while a backup is made: parts of it, beside the file or in the home. */
  private static Set<String> files(KilledHome home, Path file) throws IOException {
    Set<String> files = new TreeSet<>();
    for (Path place : List.of(home.home(), file.getParent())) {
      try (Stream<Path> inside = Files.list(place)) {
        inside
            .map(path -> String.valueOf(path.getFileName()))
            .filter(name -> !name.startsWith("library.db"))
            .forEach(files::add);
      }
    }
    return files;
  }

  private void killRestore(KilledHome home, Path file, List<Promise> all) throws Exception {
    KilledHome other = KilledHome.in(folder.resolve("other-" + turn++), "{}\n", "library");
    String[] command = {"restore", file.toString(), "--home", other.home().toString()};
    Running run = home.start(command);
    boolean killed = KilledHome.kill(run, () -> Files.exists(other.home()), random.nextInt(450));
    if (killed) {
      tally.killed(Files.exists(other.home()) ? Optional.of(Phase.RESTORE) : Optional.empty());
    }
    // It is a whole library, or none, and then the same command makes one.
    Result again = home.run(command);
    if (again.code() != 0 && !other.library().isThere()) {
      tally.unusable("restore: the same command again: " + again.err());
    } else {
      other.check(tally, "restore", all);
    }
    other.delete();
  }
}
