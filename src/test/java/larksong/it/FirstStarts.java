package larksong.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import larksong.it.KilledHome.Sign;
import larksong.it.Program.Result;
import larksong.it.Program.Running;
import larksong.library.EarlierForm;

/** Kills the first start on a new home, and the first start of a newer program on an older one. */
final class FirstStarts implements Rehearsal {

  private static final int MOST_TRIES = 8;
  private static final String DATABASE = "library.db";
  private static final String TOKEN = "first";
  private static final String[] MAKE_A_TOKEN = {
    "tokens", "create", "--publish", "--name", TOKEN, "--json"
  };
  private static final String[] MAKE_AN_EPISODE = {
    "produce", "morning", "--edition", "2026-10-01", "--json"
  };

  private final Tally tally;
  private final int each;
  private final Path folder;
  private final Random random = new Random(101);
  private int newest;
  private int homes;

  FirstStarts(Tally tally, int each, Path folder) {
    this.tally = tally;
    this.each = each;
    this.folder = folder;
  }

  @Override
  public void run() throws Exception {
    KilledHome made = home();
    made.done(MAKE_AN_EPISODE);
    made.done(MAKE_A_TOKEN);
    newest = made.library().form();
    for (Phase phase :
        List.of(Phase.NATIVE_LIBRARY, Phase.FIRST_MIGRATION, Phase.KEYS, Phase.FIRST_COVER)) {
      for (int tries = 0; tally.kills(phase) < each && tries < each * MOST_TRIES; tries++) {
        killOnANewHome(phase);
      }
    }
    for (int tries = 0;
        tally.kills(Phase.LATER_MIGRATION) < each * (newest - 1) && tries < each * MOST_TRIES;
        tries++) {
      killOnAnOlderHome(made, 1 + tries % (newest - 1));
    }
    made.delete();
  }

  private KilledHome home() throws IOException {
    return KilledHome.in(
        folder.resolve("new-" + homes++),
        "targets: { files: { kind: folder, path: ../published } }\n",
        "library, files");
  }

  private void killOnANewHome(Phase aim) throws Exception {
    KilledHome home = home();
    String[] command = aim == Phase.FIRST_COVER ? MAKE_AN_EPISODE : MAKE_A_TOKEN;
    Running run = home.start(command);
    boolean killed = KilledHome.kill(run, sign(aim, home.home()), random.nextInt(longest(aim)));
    if (killed) {
      tally.killed(phase(home));
    }
    home.ageFiles(homes);
    Result again = home.run(command);
    if (again.code() != 0) {
      tally.unusable(aim.words + ": " + String.join(" ", command) + ": " + again.err());
    }
    home.check(
        tally,
        aim.words,
        List.of(
            aim == Phase.FIRST_COVER
                ? new Promise("the edition", "select count(*) from episode", true)
                : new Promise(
                    "the token",
                    "select min(1, count(*)) from token where name = '" + TOKEN + "'",
                    true)));
    home.delete();
  }

  /** At which the phase has begun. */
  private static Sign sign(Phase aim, Path home) {
    return switch (aim) {
      case NATIVE_LIBRARY -> () -> Files.exists(home.resolve("programs/sqlite"));
      case FIRST_MIGRATION -> () -> Files.exists(home.resolve(DATABASE));
      case KEYS -> () -> Files.exists(home.resolve("keys"));
      default -> () -> !found(home.resolve("work"), "listen\\.json|\\.?cover.*").isEmpty();
    };
  }

  /** In milliseconds; about how long each takes. */
  private static int longest(Phase aim) {
    return switch (aim) {
      case NATIVE_LIBRARY -> 30;
      case FIRST_MIGRATION -> 500;
      case KEYS -> 12;
      default -> 250;
    };
  }

  /** Where a first start was. */
  private Optional<Phase> phase(KilledHome home) throws Exception {
    if (!Files.exists(home.home().resolve("programs/sqlite"))) {
      return Optional.empty();
    }
    if (!home.library().isThere()) {
      return Optional.of(Phase.NATIVE_LIBRARY);
    }
    if (home.library().copied(LibraryFile::form) < newest) {
      return Optional.of(Phase.FIRST_MIGRATION);
    }
    Path work = home.home().resolve("work");
    if (!found(work, "speech\\.json").isEmpty()) {
      return found(work, "recording\\.json").isEmpty()
          ? Optional.of(Phase.FIRST_COVER)
          : Optional.empty();
    }
    return Files.exists(home.home().resolve("keys/seal.key"))
            && Files.exists(home.home().resolve("keys/tokens.key"))
        ? Optional.empty()
        : Optional.of(Phase.KEYS);
  }

  private static List<Path> found(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> String.valueOf(file.getFileName()).matches(name)).toList();
    } catch (java.io.UncheckedIOException e) {
      return List.of(); // a part was removed meanwhile
    }
  }

  private void killOnAnOlderHome(KilledHome made, int form) throws Exception {
    KilledHome home = made.copy();
    int episodes = home.library().count("select count(*) from episode");
    Path older = home.folder().resolve("older.db");
    EarlierForm.write(home.home().resolve(DATABASE), older, form);
    Files.deleteIfExists(home.home().resolve(DATABASE + "-wal"));
    Files.deleteIfExists(home.home().resolve(DATABASE + "-shm"));
    Files.move(older, home.home().resolve(DATABASE), StandardCopyOption.REPLACE_EXISTING);
    home.age(homes++);
    Running run = home.start("episodes", "--json");
    // The database is opened, in the mode that the driver sets, before it is migrated.
    boolean killed =
        KilledHome.kill(
            run, () -> Files.exists(home.home().resolve(DATABASE + "-wal")), random.nextInt(400));
    if (killed) {
      tally.killed(
          home.library().copied(LibraryFile::form) < newest
              ? Optional.of(Phase.LATER_MIGRATION)
              : Optional.empty());
    }
    home.check(
        tally,
        Phase.LATER_MIGRATION.words,
        List.of(
            new Promise(
                "all " + episodes + " episodes",
                "select count(*) = " + episodes + " from episode",
                true),
            Promise.ofToken(TOKEN, true)));
    home.delete();
  }
}
