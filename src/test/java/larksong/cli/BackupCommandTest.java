package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import larksong.app.Larksong;
import larksong.app.Station;
import larksong.cli.Desk.Answer;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens.Kind;
import larksong.model.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the owner reads when a home goes into a file and comes out of it. */
class BackupCommandTest {

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
  private Desk desk;
  private Path zip;

  @BeforeEach
  void configure() throws Exception {
    desk = new Desk(folder, clock);
    desk.configure("  remote: { url: \"https://example.com\", token: quite-secret }\n", "library");
    zip = folder.resolve("larksong.zip");
  }

  private void produce(String... days) {
    for (String day : days) {
      assertThat(desk.run("produce", "morning", "--edition", day).code()).isZero();
    }
  }

  private Answer backup(String... more) {
    return desk.run(
        Stream.concat(Stream.of("backup", zip.toString()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private Answer restore(Path home, String... more) {
    return desk.runIn(
        home,
        home.resolveSibling(home.getFileName() + "-config"),
        Stream.concat(Stream.of("restore", zip.toString()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private List<Path> recordings() throws Exception {
    try (Larksong larksong = desk.open()) {
      List<Path> files = new ArrayList<>();
      for (ShelvedEpisode episode : larksong.library().episodes("morning")) {
        files.add(larksong.library().media().path(episode.sha256(), ".mp3"));
      }
      return files;
    }
  }

  @Test
  void bringsAHomeIntoAFileAndOutOfIt() throws Exception {
    produce("2026-11-21");
    assertThat(desk.run("tokens", "create", "--name", "phone").code()).isZero();
    assertThat(desk.run("tokens", "create", "--name", "lost").code()).isZero();
    assertThat(desk.run("tokens", "revoke", "lost").code()).isZero();

    Answer made = backup();

    assertThat(made.code()).isZero();
    assertThat(made.err()).isEmpty();
    assertThat(made.out()).isEqualTo(zip + ": 1 MiB, 1 show, 1 episode\n");
    assertThat(Files.getPosixFilePermissions(zip))
        .as("as secret as the home")
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Path other = folder.resolve("other");
    Answer restored = restore(other);
    assertThat(restored.code()).isZero();
    assertThat(restored.err()).isEmpty();
    assertThat(restored.out())
        .contains(other + ": 1 show, 1 episode, as of 2026-11-21T05:30:00Z")
        .contains("phone (listens)", "larksong tokens revoke NAME")
        .contains("The configuration is in " + folder.resolve("other-config"))
        .contains("passwords and API keys")
        .doesNotContain("lost (")
        .doesNotContain("Not in the backup");
    assertThat(folder.resolve("other-config/larksong.yaml"))
        .content()
        .contains("remote")
        .doesNotContain("quite-secret");
    Answer there = desk.runIn(other, desk.config, "episodes");
    assertThat(there.out()).isEqualTo(desk.run("episodes").out()).contains("2026-11-21");
  }

  @Test
  void saysWhoGetsInAgainAndEndsAllTokensIfAsked() throws Exception {
    produce("2026-11-21");
    String phone = token("tokens", "create", "--name", "phone");
    String ben = token("tokens", "create", "--publish", "--name", "laptop", "--account", "ben");
    try (Larksong larksong = desk.open()) {
      new Accounts(larksong.library().store()).setPassword("owner", "correct horse");
    }
    backup();
    assertThat(desk.run("tokens", "revoke", "phone").code()).isZero();

    Path then = folder.resolve("then");
    assertThat(restore(then).out())
        .contains("Valid as of that day, also if revoked since: ")
        .contains("laptop of ben (publishes)", "phone (listens)", "--end-tokens")
        .contains("As of that day is the password of owner.");
    assertThat(opens(then, Kind.LISTEN, phone)).isTrue();
    assertThat(opens(then, Kind.PUBLISH, ben)).isTrue();

    Path ended = folder.resolve("ended");
    Answer answer = restore(ended, "--end-tokens");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("Ended, which were valid as of that day: ")
        .contains("laptop of ben (publishes)", "phone (listens)")
        .doesNotContain("Valid as of");
    assertThat(opens(ended, Kind.LISTEN, phone)).isFalse();
    assertThat(opens(ended, Kind.PUBLISH, ben)).isFalse();
    assertThat(
            Json.tree(
                    desk.runIn(ended, desk.config, "tokens", "create", "--name", "phone", "--json")
                        .out())
                .path("token")
                .asText())
        .as("a new one opens")
        .isNotEqualTo(phone)
        .satisfies(token -> assertThat(opens(ended, Kind.LISTEN, token)).isTrue());
    JsonNode json = Json.tree(restore(folder.resolve("third"), "--end-tokens", "--json").out());
    assertThat(json.path("tokensEnded").asBoolean()).isTrue();
  }

  private String token(String... words) throws Exception {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--json";
    return Json.tree(desk.run(all).out()).path("token").asText();
  }

  private boolean opens(Path home, Kind kind, String token) throws Exception {
    try (Larksong larksong = Larksong.open(home, desk.config, Map.of(), clock, true)) {
      return larksong.tokens().check(kind, token).isPresent();
    }
  }

  @Test
  void namesTheEpisodesWhoseRecordingsAreDamagedOrMissing() throws Exception {
    produce("2026-11-19", "2026-11-20", "2026-11-21");
    List<Path> recordings = recordings();
    Files.delete(recordings.get(0));
    byte[] sound = Files.readAllBytes(recordings.get(1));
    sound[sound.length / 2] ^= 1;
    Files.write(recordings.get(1), sound);

    Answer made = backup();

    assertThat(made.code()).isEqualTo(1);
    assertThat(made.out())
        .contains("1 show, 3 episodes")
        .contains("The file is written, but without 2 files of the library:")
        .containsPattern("morning/2026-11-21 .*: .* is missing")
        .containsPattern("morning/2026-11-20 .*: .* is damaged")
        .doesNotContain("2026-11-19")
        .contains("larksong produce SHOW --edition");
    JsonNode json = Json.tree(backup("--json").out());
    assertThat(json.path("lost")).hasSize(2);
    assertThat(json.path("lost").toString()).contains("morning/2026-11-20", "morning/2026-11-21");

    Path other = folder.resolve("other");
    Answer restored = restore(other);
    assertThat(restored.code()).as("all that is in the file").isZero();
    assertThat(restored.out())
        .contains("1 show, 3 episodes")
        .contains("Not in the backup:", "morning/2026-11-20", "morning/2026-11-21")
        .contains("larksong produce SHOW --edition")
        .doesNotContain("2026-11-19");
    try (Stream<Path> media = Files.walk(other.resolve("media"))) {
      assertThat(media.filter(file -> file.toString().endsWith(".mp3")))
          .as("what is whole")
          .singleElement()
          .satisfies(file -> assertThat(file).hasSameBinaryContentAs(recordings.get(2)));
    }
  }

  @Test
  void isMadeWhileAServerHasTheHomeOpen() throws Exception {
    produce("2026-11-21");
    try (Larksong larksong = desk.open();
        Station station = Station.start(larksong, 0)) {
      assertThat(station.publicUrl()).isNotNull();
      assertThat(backup().code()).isZero();
      assertThat(restore(folder.resolve("other")).code()).isZero();
    }
  }

  @Test
  void replacesAnEarlierBackupAndNothingElse() throws Exception {
    produce("2026-11-21");
    Files.writeString(zip, "letters to my aunt");
    Answer refused = backup();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo(
            "'"
                + zip
                + "' is there already, and is no backup of a library. Remove it, or name another"
                + " file.\n");
    assertThat(zip).hasContent("letters to my aunt");
    Files.delete(zip);
    assertThat(backup().code()).isZero();
    byte[] first = Files.readAllBytes(zip);
    produce("2026-11-22");

    assertThat(backup().out()).contains("2 episodes");

    assertThat(zip.toFile().length()).isGreaterThan(first.length);
    Path linked = Files.createSymbolicLink(folder.resolve("link.zip"), zip);
    assertThat(desk.run("backup", linked.toString()).code()).isZero();
  }

  @Test
  void saysThatTheFolderOfTheFileIsNotThere() {
    zip = folder.resolve("no/such/larksong.zip");

    Answer refused = backup();

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo(
            "There is no folder '"
                + zip.getParent()
                + "' to write the backup into. Make it, or name another file.\n");
  }

  @Test
  void isNotWrittenOntoAFolder() throws Exception {
    zip = Files.createDirectories(folder.resolve("target"));

    Answer refused = backup();

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("'" + zip + "' is a folder. Name a file in it");
    assertThat(zip).isEmptyDirectory();
  }

  @Test
  void overwritesNoLibraryAndNoConfiguration() throws Exception {
    produce("2026-11-21");
    backup();
    Answer refused = desk.run("restore", zip.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("There is a library in '" + desk.home + "'.", "Name an empty folder with --home");
    assertThat(desk.run("episodes").out()).contains("2026-11-21");

    Path other = folder.resolve("other");
    Answer configured = desk.runIn(other, desk.config, "restore", zip.toString());
    assertThat(configured.code()).isZero();
    assertThat(configured.out()).doesNotContain("The configuration is in");
    assertThat(desk.config.resolve("larksong.yaml")).content().contains("quite-secret");
  }

  @Test
  void refusesWhatIsNoWholeBackupAndWritesNothing() throws Exception {
    produce("2026-11-21");
    backup();
    byte[] whole = Files.readAllBytes(zip);
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 1;
    byte[] text = "letters to my aunt".getBytes(StandardCharsets.UTF_8);
    for (byte[] bytes :
        List.of(Arrays.copyOf(whole, whole.length / 2), changed, text, new byte[0])) {
      Files.write(zip, bytes);
      Path other = folder.resolve("other");

      Answer refused = restore(other);

      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .startsWith("'larksong.zip' is no whole backup of a library: ")
          .endsWith(". Nothing was written; take another backup.\n")
          .hasLineCount(1);
      assertThat(other).doesNotExist();
      assertThat(folder.resolve("other-config")).doesNotExist();
    }
    Files.delete(zip);
    Answer none = restore(folder.resolve("other"));
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).isEqualTo("There is no file '" + zip + "'. Check the path.\n");
    zip = Files.createDirectories(folder.resolve("target"));
    Answer directory = restore(folder.resolve("other"));
    assertThat(directory.code()).isEqualTo(2);
    assertThat(directory.err()).contains("'" + zip + "' is a folder. Name the file in it");
  }
}
