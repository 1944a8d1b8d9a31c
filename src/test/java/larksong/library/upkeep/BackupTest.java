package larksong.library.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import larksong.bucket.Bucket;
import larksong.bucket.S3Server;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.PostgresServer;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens;
import larksong.library.deletion.Deletions;
import larksong.library.deletion.Deletions.Rest;
import larksong.library.intake.AnnouncedShows;
import larksong.library.intake.Intake;
import larksong.library.journal.Troubles;
import larksong.library.store.Store;
import larksong.library.upkeep.Restoration.Restored;
import larksong.model.Edition;
import larksong.model.Fixtures;
import larksong.net.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A library that goes into one file and comes out of it, wherever it is kept. */
@Timeout(60)
class BackupTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T06:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private static final Map<String, byte[]> CONFIGURATION =
      new TreeMap<>(
          Map.of("larksong.yaml", "editions-at-once: 3\n".getBytes(StandardCharsets.UTF_8)));

  private ShelvedEpisode shelve(Library library, String day, String sound) throws Exception {
    return library.shelve(
        Episodes.of(
            folder.resolve("bench-" + Thread.currentThread().getName()),
            Edition.of("morning", day, ZoneOffset.UTC),
            sound));
  }

  private Backup.Made write(Library library, Path home, Path zip) throws IOException {
    return Backup.write(library, home, CONFIGURATION, zip);
  }

  private static Restored restore(Path zip, Path home) throws IOException {
    return Restoration.restore(zip, home, Optional.empty());
  }

  /** A home with something in as many tables as there are. */
  private Path furnished(Path home) throws Exception {
    try (Library library = Library.open(home, CLOCK)) {
      ShelvedEpisode first = shelve(library, "2026-11-20", "one");
      shelve(library, "2026-11-21", "two");
      new Tokens(library.store()).listening("phone");
      new Tokens(library.store())
          .publishing(
              Store.OWNER, "desk", new Tokens.Terms(List.of("morning"), Optional.empty(), true));
      library.identity(URI.create("https://first.example"));
      new Troubles(library.store()).begin("trouble");
      library.positions().keep(Store.OWNER, first.guid(), 12.345678901234567);
      new Accounts(library.store()).invite(Store.OWNER);
      library.accompany(first.guid(), Optional.of("[]"));
      new AnnouncedShows(library)
          .announce(
              Store.OWNER,
              new AnnouncedShows.Details(
                  "Talks", "ÄÖ \u2028 'quoted' \\ \" 中文\n", Locale.GERMAN, Optional.empty()));
    }
    return home;
  }

  /** All rows that a backup has to have, as JSON, whatever the database. */
  private static Map<String, List<String>> rows(Store store) {
    return store
        .database()
        .read(
            session -> {
              Map<String, List<String>> rows = new TreeMap<>();
              for (BackupTable table : BackupTable.all(session)) {
                List<String> lines = new ArrayList<>();
                table.read(session, row -> lines.add(Json.write(row)));
                lines.sort(null);
                rows.put(table.name(), lines);
              }
              return rows;
            });
  }

  private static Map<String, List<String>> rows(Path home) throws IOException {
    try (Store store = Store.in(home, Clock.systemUTC())) {
      return rows(store);
    }
  }

  @Test
  void bringsALibraryToAnotherHomeWithItsIdentityAndTokens() throws Exception {
    Path home = folder.resolve("home");
    Path zip = folder.resolve("backup.zip");
    ShelvedEpisode episode;
    String token;
    URI first = URI.create("https://first.example");
    try (Library library = Library.open(home, Clock.systemUTC())) {
      episode = shelve(library, "2026-11-21", "sound");
      token = new Tokens(library.store()).listening("phone");
      new Tokens(library.store()).listening("lost");
      new Tokens(library.store()).revoke("lost");
      assertThat(library.identity(first)).isEqualTo(first);
      Backup.Made made = write(library, home, zip);
      assertThat(made.lost()).isEmpty();
      assertThat(made.episodes()).isEqualTo(1);
      assertThat(library.isThere()).as("it stays in use").isTrue();
    }
    assertThat(Files.getPosixFilePermissions(zip))
        .as("as secret as the home")
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Path other = folder.resolve("other");
    Restored brought = restore(zip, other);

    assertThat(brought.tokens()).containsExactly("phone (listens)");
    assertThat(brought.configuration().get("larksong.yaml"))
        .isEqualTo(CONFIGURATION.get("larksong.yaml"));
    try (Library restored = Library.open(other, Clock.systemUTC())) {
      assertThat(restored.find(episode.guid())).contains(episode);
      assertThat(restored.media().path(episode.sha256(), ".mp3")).hasContent("sound");
      assertThat(new Tokens(restored.store()).listening("phone")).isEqualTo(token);
      assertThat(restored.seal().isGenuine(episode.seal().orElseThrow())).isTrue();
      assertThat(restored.identity(URI.create("https://second.example")))
          .as("a moved podcast stays the same podcast")
          .isEqualTo(first);
    }
    assertThat(home.toFile().list()).noneMatch(name -> name.startsWith("backup-"));
    assertThat(other.toFile().list()).noneMatch(name -> name.startsWith("restore-"));
    assertThatThrownBy(() -> restore(zip, other)).hasMessageContaining("There is a library in");
  }

  @Test
  void hasEachRowOfEachTableThatLasts() throws Exception {
    Path home = furnished(folder.resolve("home"));
    Path zip = folder.resolve("backup.zip");
    try (Library library = Library.open(home, CLOCK)) {
      write(library, home, zip);
    }
    Path other = folder.resolve("other");

    restore(zip, other);

    assertThat(rows(other)).isEqualTo(rows(home));
    assertThat(rows(home).keySet())
        .contains("episode", "show", "token", "setting", "spoken", "run", "delivery", "target")
        .doesNotContain("session", "lease", "flyway_schema_history")
        .noneMatch(table -> table.startsWith("qrtz_") || table.startsWith("spoken_"));
    assertThat(rows(home).get("spoken")).as("what is searched").hasSize(2);
  }

  @Test
  void movesALibraryFromALaptopToAClusterAndBack() throws Exception {
    Path home = furnished(folder.resolve("laptop"));
    Path there = folder.resolve("there.zip");
    try (Library library = Library.open(home, CLOCK)) {
      assertThat(write(library, home, there).lost()).isEmpty();
    }
    Map<String, List<String>> before = rows(home);
    try (PostgresServer postgres = new PostgresServer();
        S3Server s3 = S3Server.start()) {
      Store.Shared shared = shared(postgres, s3);
      Path node = folder.resolve("node");
      Restoration.restore(there, node, Optional.of(shared));
      try (Store store = Store.of(node, shared, Clock.systemUTC())) {
        assertThat(rows(store)).as("on the cluster").isEqualTo(before);
      }
      Path back = folder.resolve("back.zip");
      try (Library library = Library.open(node, shared, CLOCK)) {
        assertThat(library.episodes("morning")).hasSize(2);
        assertThat(new Tokens(library.store()).listening("phone")).isNotEmpty();
        ShelvedEpisode latest = library.episodes("morning").get(0);
        Files.delete(library.media().path(latest.sha256(), ".mp3"));
        assertThat(library.media().find(latest.sha256(), ".mp3"))
            .as("all nodes share it")
            .isPresent();
        Files.writeString(library.media().path(latest.sha256(), ".mp3"), "cut");
        assertThat(write(library, node, back).lost()).as("the shared one is whole").isEmpty();
        Path second = folder.resolve("second");
        assertThatThrownBy(() -> Restoration.restore(back, second, Optional.of(shared)))
            .hasMessageContaining("There is a library in the shared database");
      }
      Path laptop = folder.resolve("laptop-2");
      restore(back, laptop);
      Map<String, List<String>> after = rows(laptop);
      after.get("setting").removeIf(row -> row.contains("\"name\":\"keys\""));
      assertThat(after).as("back in a file").isEqualTo(before);
    }
  }

  private Store.Shared shared(PostgresServer postgres, S3Server s3) throws Exception {
    Bucket bucket =
        Bucket.of(
            Sections.of(folder, "{ " + s3.settings() + " }"), () -> Http.withoutCache().client());
    return new Store.Shared(postgres.database(), "postgres", "", bucket);
  }

  @Test
  void namesEpisodesWhoseFilesAreDamagedOrMissingAndBringsTheOthers() throws Exception {
    Path home = folder.resolve("home");
    Path zip = folder.resolve("backup.zip");
    try (Library library = Library.open(home, CLOCK)) {
      ShelvedEpisode missing = shelve(library, "2026-11-18", "missing");
      ShelvedEpisode changed = shelve(library, "2026-11-19", "changed");
      ShelvedEpisode cut = shelve(library, "2026-11-20", "cut off");
      ShelvedEpisode whole = shelve(library, "2026-11-21", "whole");
      Files.delete(library.media().path(missing.sha256(), ".mp3"));
      Files.writeString(library.media().path(changed.sha256(), ".mp3"), "CHANGED");
      Files.writeString(library.media().path(cut.sha256(), ".mp3"), "cut");

      Backup.Made made = write(library, home, zip);

      assertThat(made.lost())
          .extracting(lost -> lost.owners().get(0) + " " + lost.why())
          .containsExactlyInAnyOrder(
              "morning/2026-11-18 'Morning & more' is missing",
              "morning/2026-11-19 'Morning & more' is damaged",
              "morning/2026-11-20 'Morning & more' is damaged");
      Path other = folder.resolve("other");
      assertThat(restore(zip, other).lost()).hasSize(3);
      try (Library restored = Library.open(other, CLOCK)) {
        assertThat(restored.episodes("morning")).hasSize(4);
        assertThat(restored.media().path(whole.sha256(), ".mp3")).hasContent("whole");
        assertThat(restored.media().path(changed.sha256(), ".mp3")).doesNotExist();
      }
    }
  }

  @Test
  void holdsWhatWasSentAndWaits() throws Exception {
    Path home = folder.resolve("home");
    Path zip = folder.resolve("backup.zip");
    try (Library library = Library.open(home, CLOCK)) {
      Intake intake = new Intake(library);
      ShelvedShow show =
          new AnnouncedShows(library)
              .announce(
                  Store.OWNER,
                  new AnnouncedShows.Details("Talks", "", Locale.ENGLISH, Optional.empty()));
      new Tokens(library.store()).publishing("desk");
      Tokens.Grant grant = new Tokens(library.store()).list().get(0);
      Upload.Details details = new Upload.Details("Talk", "", "", Locale.ENGLISH, false);
      Upload sent = intake.open(grant, show, details, Optional.empty()).upload();
      Files.writeString(intake.sound(sent), "bytes");
      assertThat(intake.receive(sent)).isTrue();
      Upload gone = intake.open(grant, show, details, Optional.empty()).upload();
      Files.writeString(intake.sound(gone), "bytes");
      assertThat(intake.receive(gone)).isTrue();
      Files.writeString(intake.sound(gone), "less");

      assertThat(write(library, home, zip).lost())
          .singleElement()
          .satisfies(
              lost -> {
                assertThat(lost.file()).isEqualTo("uploads/" + gone.guid() + "/sent");
                assertThat(lost.owners()).containsExactly("upload 'Talk' to " + show.name());
              });
      restore(zip, folder.resolve("other"));
      assertThat(folder.resolve("other/uploads/" + sent.guid() + "/sent")).hasContent("bytes");
    }
  }

  @Test
  void isOfOneMomentWhileOthersShelveAndRemove() throws Exception {
    Path home = folder.resolve("home");
    ExecutorService others = Executors.newFixedThreadPool(4);
    AtomicBoolean ended = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(4);
    try (Library library = Library.open(home, Clock.systemUTC())) {
      List<Future<Integer>> work = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        String month = "2026-0" + (thread + 1);
        work.add(others.submit(() -> shelveAndRemove(library, month, begun, ended)));
      }
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 10; i++) {
        Path zip = folder.resolve("backup-" + i + ".zip");
        assertThat(write(library, home, zip).lost()).as("what went is no damage").isEmpty();
        Path other = folder.resolve("other-" + i);
        restore(zip, other);
        assertWhole(other);
      }
      ended.set(true);
      for (Future<Integer> each : work) {
        assertThat(each.get(1, TimeUnit.MINUTES)).isPositive();
      }
    } finally {
      ended.set(true);
      others.shutdownNow();
    }
  }

  private int shelveAndRemove(
      Library library, String month, CountDownLatch begun, AtomicBoolean ended) throws Exception {
    int count = 0;
    while (!ended.get()) {
      // Some sounds are alike, so that one goes while another comes with the same.
      String day = month + "-" + (10 + count % 9);
      ShelvedEpisode episode = shelve(library, day, "sound " + count % 3);
      shelve(library, day, "sound " + count);
      begun.countDown();
      if (count++ % 2 == 0) {
        library.find(episode.guid()).ifPresent(there -> removed(library, there));
      }
    }
    return count;
  }

  private static void removed(Library library, ShelvedEpisode episode) {
    try {
      new Deletions(library).remove(episode);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void assertWhole(Path home) throws Exception {
    try (Library restored = Library.open(home, CLOCK)) {
      for (ShelvedEpisode episode : restored.episodes("morning")) {
        assertThat(restored.media().path(episode.sha256(), ".mp3")).exists();
        assertThat(restored.media().path(episode.cover(), ".jpg")).exists();
      }
    }
  }

  @Test
  void refusesAFileWithAnyChangeBeforeAnythingIsWritten() throws Exception {
    Path home = furnished(folder.resolve("home"));
    Path zip = folder.resolve("backup.zip");
    try (Library library = Library.open(home, CLOCK)) {
      write(library, home, zip);
    }
    byte[] whole = Files.readAllBytes(zip);
    Map<String, byte[]> entries = entries(whole);
    String comment;
    try (ZipFile opened = new ZipFile(zip.toFile())) {
      comment = String.valueOf(opened.getComment());
    }
    for (String name : entries.keySet()) {
      Map<String, byte[]> missing = new LinkedHashMap<>(entries);
      missing.remove(name);
      assertRefused(zipped(missing, comment), name + " is missing");
      for (int at : new int[] {0, entries.get(name).length / 2, entries.get(name).length - 1}) {
        if (at >= 0 && at < entries.get(name).length) {
          Map<String, byte[]> changed = new LinkedHashMap<>(entries);
          byte[] bytes = entries.get(name).clone();
          bytes[at] ^= 1;
          changed.put(name, bytes);
          assertRefused(zipped(changed, comment), name + " differs at " + at);
        }
      }
    }
    for (String name :
        new String[] {
          "../evil",
          "keys/../../evil.key",
          "/etc/evil",
          "media/aa/x.mp3",
          "keys/other.key",
          "configuration/../evil",
          "library.db"
        }) {
      Map<String, byte[]> added = new LinkedHashMap<>(entries);
      added.put(name, "x".getBytes(StandardCharsets.UTF_8));
      assertRefused(zipped(added, comment), name + " is added");
    }
    for (int length = 0; length < whole.length; length += Math.max(1, whole.length / 60)) {
      assertRefused(Arrays.copyOf(whole, length), "cut at " + length);
    }
    assertRefused("no zip".getBytes(StandardCharsets.UTF_8), "text");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesAManifestThatLeadsOutOfTheFolder() throws Exception {
    Path home = furnished(folder.resolve("home"));
    Path zip = folder.resolve("backup.zip");
    try (Library library = Library.open(home, CLOCK)) {
      write(library, home, zip);
    }
    Map<String, byte[]> entries = entries(Files.readAllBytes(zip));
    for (String name : new String[] {"keys/../../evil.key", "configuration/../../evil"}) {
      Map<String, byte[]> evil = new LinkedHashMap<>(entries);
      evil.put(name, evil.remove("configuration/larksong.yaml"));
      byte[] manifest =
          new String(evil.remove("manifest.json"), StandardCharsets.UTF_8)
              .replace("configuration/larksong.yaml", name)
              .getBytes(StandardCharsets.UTF_8);
      evil.put("manifest.json", manifest);

      assertRefused(zipped(evil, larksong.files.Fingerprint.of(manifest)), name);
    }
    assertThat(folder.resolve("evil.key")).doesNotExist();
  }

  private void assertRefused(byte[] changed, String what) throws IOException {
    Path bad = folder.resolve("bad.zip");
    Files.write(bad, changed);
    Path fresh = folder.resolve("fresh");
    assertThatThrownBy(() -> restore(bad, fresh))
        .as(what)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no whole backup of a library");
    assertThat(fresh).as(what).doesNotExist();
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream in = new ByteArrayInputStream(zip);
        ZipInputStream all = new ZipInputStream(in)) {
      for (ZipEntry entry = all.getNextEntry(); entry != null; entry = all.getNextEntry()) {
        entries.put(entry.getName(), all.readAllBytes());
      }
    }
    return entries;
  }

  private byte[] zipped(Map<String, byte[]> entries, String comment) throws IOException {
    Path zip = folder.resolve("zipped.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream all = new ZipOutputStream(out)) {
      all.setComment(comment);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        all.putNextEntry(new ZipEntry(entry.getKey()));
        all.write(entry.getValue());
      }
    }
    return Files.readAllBytes(zip);
  }

  @Test
  void bringsABackupOfEarlierTablesToThoseOfToday() throws Exception {
    Path zip = folder.resolve("backup.zip");
    Path home = furnished(folder.resolve("home"));
    try (Library library = Library.open(home, CLOCK)) {
      write(library, home, zip);
    }
    Map<String, byte[]> entries = entries(Files.readAllBytes(zip));
    entries.remove("rows/spoken.jsonl");
    var manifest =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            Json.tree(new String(entries.remove("manifest.json"), StandardCharsets.UTF_8));
    manifest.put("form", 1);
    ((com.fasterxml.jackson.databind.node.ObjectNode) manifest.get("rows")).remove("spoken");
    var all = manifest.get("entries").elements();
    while (all.hasNext()) {
      if (all.next().get("name").asText().equals("rows/spoken.jsonl")) {
        all.remove();
      }
    }
    byte[] json = Json.write(manifest).getBytes(StandardCharsets.UTF_8);
    entries.put("manifest.json", json);
    Path early = folder.resolve("early.zip");
    Files.write(early, zipped(entries, larksong.files.Fingerprint.of(json)));
    Path other = folder.resolve("other");

    restore(early, other);

    Map<String, List<String>> expected = rows(home);
    expected.put("spoken", List.of());
    assertThat(rows(other)).isEqualTo(expected);
    String newer = new String(json, StandardCharsets.UTF_8).replace("\"form\":1", "\"form\":99");
    entries.put("manifest.json", newer.getBytes(StandardCharsets.UTF_8));
    Files.write(
        early,
        zipped(entries, larksong.files.Fingerprint.of(newer.getBytes(StandardCharsets.UTF_8))));
    assertThatThrownBy(() -> restore(early, folder.resolve("third")))
        .hasMessageContaining("of a newer Larksong");
    assertThat(folder.resolve("third")).doesNotExist();
  }

  @Test
  void goesOnAfterARestoreThatWasKilledAndTakesNoOtherKeys() throws Exception {
    Path home = furnished(folder.resolve("home"));
    Path zip = folder.resolve("backup.zip");
    try (Library library = Library.open(home, CLOCK)) {
      write(library, home, zip);
    }
    Path killed = folder.resolve("killed");
    Files.createDirectories(killed.resolve("keys"));
    Files.createDirectories(killed.resolve("restore-1/x"));
    Files.copy(home.resolve("keys/seal.key"), killed.resolve("keys/seal.key"));

    restore(zip, killed);

    assertThat(rows(killed)).isEqualTo(rows(home));
    assertThat(killed.resolve("restore-1")).doesNotExist();
    Path used = folder.resolve("used");
    Files.createDirectories(used.resolve("keys"));
    Files.writeString(used.resolve("keys/tokens.key"), "another's");
    assertThatThrownBy(() -> restore(zip, used)).hasMessageContaining("another library's");
    assertThat(used.resolve("library.db")).doesNotExist();
    assertThat(used.resolve("keys/tokens.key")).hasContent("another's");
  }

  @Test
  void leavesNothingBesideAFileThatCannotBeWritten() throws Exception {
    Path home = furnished(folder.resolve("home"));
    Path full = Files.createDirectories(folder.resolve("target"));
    Path taken = Files.createDirectories(full.resolve("backup.zip"));
    try (Library library = Library.open(home, CLOCK)) {
      assertThatThrownBy(() -> write(library, home, taken)).hasMessageContaining("is a folder");
    }
    try (Stream<Path> left = Files.list(full)) {
      assertThat(left).containsExactly(taken);
    }
  }

  @Test
  void endsAnEpisodeAndNothingThatAnotherHasToo() throws Exception {
    Path home = folder.resolve("home");
    try (Library library = Library.open(home, CLOCK)) {
      for (int i = 0; i < 3; i++) {
        library.shelve(
            Episodes.of(
                folder.resolve("b"),
                new Edition(
                    "morning", Fixtures.DAY.minusDays(i).atStartOfDay(), Fixtures.STOCKHOLM),
                i < 2 ? "same" : "sound " + i));
      }
      List<ShelvedEpisode> all = library.episodes("morning");

      for (ShelvedEpisode old : all.subList(1, 3)) {
        Deletions.Begun begun =
            new Deletions(library).begin(old.edition(), Rest.FINGERPRINTS, record -> record);
        new Deletions(library).removeFiles(begun);
      }

      assertThat(library.before(Fixtures.EDITION, Map.of()).isTold("article the bridge"))
          .as("what they told is not told again")
          .isTrue();
      assertThat(library.episodes("morning")).containsExactly(all.get(0));
      assertThat(library.media().path(all.get(0).sha256(), ".mp3"))
          .as("what another episode still has stays")
          .hasContent("same");
      assertThat(library.media().path(all.get(2).sha256(), ".mp3")).doesNotExist();
    }
  }

  @Test
  void tellsNothingAgainInAnotherHome() throws Exception {
    Path home = furnished(folder.resolve("home"));
    Path file = folder.resolve("library.zip");
    Edition later = Edition.of("morning", "2027-01-01", Fixtures.STOCKHOLM);
    try (Library library = Library.open(home, CLOCK)) {
      assertThat(library.before(later, Map.of()).isTold("article the bridge")).isTrue();
      write(library, home, file);
      assertThat(new Backups(library.store().home()).made())
          .extracting(Backups.Made::file)
          .containsExactly(file);
    }

    Restoration.restore(file, folder.resolve("moved"), Optional.empty());

    try (Library moved = Library.open(folder.resolve("moved"), CLOCK)) {
      assertThat(moved.before(later, Map.of()).isTold("article the bridge")).isTrue();
    }
  }
}
