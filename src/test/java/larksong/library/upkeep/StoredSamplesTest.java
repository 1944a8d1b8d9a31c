package larksong.library.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import larksong.bucket.Bucket;
import larksong.config.Sections;
import larksong.library.Library;
import larksong.library.PostgresServer;
import larksong.library.store.Migrations;
import larksong.library.store.Session;
import larksong.library.store.SqliteFile;
import larksong.library.store.Store;
import larksong.net.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A home, and a shared database, of every form that there was opens in today's program. {@code mvn
 * test -Dtest=StoredSamplesTest -Dsamples=update} makes those of the newest form.
 */
@Timeout(120)
class StoredSamplesTest {

  private static final Path STORED =
      Path.of("src", "test", "resources", "larksong", "library", "samples");

  private static final Pattern HOME = Pattern.compile("form-(\\d+)\\.zip");

  /** What belongs to a home in whichever form; the rest are programs and scratch. */
  private static final Pattern KEPT = Pattern.compile("(?:library\\.db|(?:keys|media|uploads)/.*)");

  @TempDir static Path made;
  @TempDir Path folder;

  private static PostgresServer postgres;

  @BeforeAll
  static void start() throws Exception {
    postgres = new PostgresServer();
    if ("update".equals(System.getProperty("samples"))) {
      update();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  static List<Integer> forms() throws IOException {
    try (Stream<Path> files = Files.list(STORED)) {
      return files
          .map(file -> HOME.matcher(String.valueOf(file.getFileName())))
          .filter(matcher -> matcher.matches())
          .map(matcher -> Integer.valueOf(matcher.group(1)))
          .sorted()
          .toList();
    }
  }

  @Test
  void hasASampleOfEachFormUpToTheNewest() throws Exception {
    List<Integer> forms = forms();
    assertThat(forms)
        .as("mvn test -Dtest=StoredSamplesTest -Dsamples=update")
        .isNotEmpty()
        .isEqualTo(IntStream.rangeClosed(forms.get(0), Migrations.NEWEST).boxed().toList());
    for (int form : forms) {
      assertThat(text(form)).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void opensAHome(int form) throws Exception {
    Path home = unpacked(form);
    try (Library library = Library.open(home, SampleLibrary.CLOCK)) {
      SampleLibrary.check(library);
      SampleLibrary.checkFiles(library);
    }
    try (Connection connection = file(home)) {
      assertThat(version(connection)).isEqualTo(Migrations.NEWEST);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void opensASharedDatabase(int form) throws Exception {
    Path node = unpacked(form);
    Files.delete(node.resolve(SqliteFile.NAME));
    Store.Shared shared = shared(postgres.database());
    try (Connection connection = connection(shared)) {
      SampleText.run(connection, Files.readString(text(form)));
    }
    try (Library library = Library.open(node, shared, SampleLibrary.CLOCK)) {
      SampleLibrary.check(library);
    }
    try (Connection connection = connection(shared)) {
      assertThat(version(connection)).isEqualTo(Migrations.NEWEST);
    }
  }

  @Test
  void hasRowsInEachTableOfTheNewestForm() throws Exception {
    try (Store store = Store.in(unpacked(Migrations.NEWEST), Clock.systemUTC())) {
      Set<String> empty =
          store
              .database()
              .read(
                  session -> {
                    List<String> without = new ArrayList<>();
                    for (BackupTable table : BackupTable.all(session)) {
                      if (session.first(row -> 1, "select 1 from " + table.name()).isEmpty()) {
                        without.add(table.name());
                      }
                    }
                    return Set.copyOf(without);
                  });
      assertThat(empty).as("what SampleLibrary leaves out").isEmpty();
    }
  }

  @Test
  void hasTheTablesThatTheMigrationsMake() throws Exception {
    Path fresh = folder.resolve("fresh");
    Library.open(fresh, SampleLibrary.CLOCK).close();
    Path home = unpacked(Migrations.NEWEST);
    try (Connection stored = file(home);
        Connection today = file(fresh)) {
      assertThat(tables(stored))
          .as("a migration was changed: make its sample again, or leave it as it was")
          .isEqualTo(tables(today));
    }
    Store.Shared before = shared(postgres.database());
    Store.Shared now = shared(postgres.database());
    Store.of(folder.resolve("node"), now, Clock.systemUTC()).close();
    try (Connection stored = connection(before);
        Connection today = connection(now)) {
      SampleText.run(stored, Files.readString(text(Migrations.NEWEST)));
      assertThat(SampleText.schema(stored)).isEqualTo(SampleText.schema(today));
    }
  }

  private static Path text(int form) {
    return STORED.resolve("form-" + form + ".sql");
  }

  private Path unpacked(int form) throws IOException {
    Path home = folder.resolve("home-" + form);
    try (InputStream in = Files.newInputStream(STORED.resolve("form-" + form + ".zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = home.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return home;
  }

  private static Store.Shared shared(String url) {
    String nowhere =
        "{ endpoint: \"http://127.0.0.1:1\", bucket: none, access-key: a, secret-key: b }";
    return new Store.Shared(
        url, "postgres", "", Bucket.of(Sections.of(made, nowhere), () -> Http.offline().client()));
  }

  private static Connection connection(Store.Shared shared) throws SQLException {
    return DriverManager.getConnection(shared.url(), shared.user(), shared.password());
  }

  private static Connection file(Path home) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + home.resolve(SqliteFile.NAME));
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select max(cast(version as integer)) from flyway_schema_history")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select name || ': ' || coalesce(sql, '') from sqlite_schema order by name")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static void update() throws Exception {
    Files.createDirectories(STORED);
    Path home = made.resolve("home");
    SampleLibrary.furnish(home, made.resolve("bench"));
    try (Connection connection = file(home)) {
      SampleText.run(connection, "pragma wal_checkpoint(truncate)");
    }
    pack(home, STORED.resolve("form-" + Migrations.NEWEST + ".zip"));
    Store.Shared shared = shared(postgres.database());
    try (Store from = Store.in(home, Clock.systemUTC());
        Store to = Store.of(made.resolve("node"), shared, Clock.systemUTC())) {
      from.database().read(source -> to.database().write(target -> copied(source, target)));
    }
    try (Connection connection = connection(shared)) {
      Files.writeString(
          text(Migrations.NEWEST),
          SampleText.all(connection).stream().collect(Collectors.joining("\n", "", "\n")));
    }
  }

  private static int copied(Session from, Session to) throws SQLException {
    List<BackupTable> tables = BackupTable.all(from);
    for (BackupTable table : tables) {
      BackupTable there =
          BackupTable.all(to).stream()
              .filter(one -> one.name().equals(table.name()))
              .findFirst()
              .orElseThrow();
      there.copy(from, to);
    }
    return tables.size();
  }

  private static void pack(Path home, Path zip) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = home.relativize(file).toString().replace('\\', '/');
        if (KEPT.matcher(name).matches()) {
          packed.putNextEntry(new ZipEntry(name));
          Files.copy(file, packed);
        }
      }
    }
  }
}
