package larksong.library;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import larksong.files.Folders;

/** A real PostgreSQL server, in processes of its own. */
public final class PostgresServer implements AutoCloseable {

  private final Path data = Files.createTempDirectory("larksong-postgres");
  private EmbeddedPostgres server;
  private int databases;

  public PostgresServer() throws IOException {
    server = started(0);
  }

  private EmbeddedPostgres started(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** Stops it, whatever is connected, and starts it again at the same address. */
  public void restart() throws IOException {
    int port = server.getPort();
    server.close();
    server = started(port);
  }

  /** The address of a new and empty database, for the user {@code postgres} without a password. */
  public String database() throws SQLException {
    String name = "library" + databases++;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name;
  }

  /** What its processes have used. */
  public double processorSeconds() throws IOException {
    long first = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(first).orElseThrow();
    return Stream.concat(Stream.of(postmaster), postmaster.descendants())
            .mapToLong(
                process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
            .sum()
        / 1000.0;
  }

  @Override
  public void close() throws IOException {
    server.close();
    Folders.delete(data);
  }
}
