package larksong.library;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server, in processes of its own. */
public final class PostgresServer implements AutoCloseable {

  private final EmbeddedPostgres server;
  private int databases;

  public PostgresServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
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

  @Override
  public void close() throws IOException {
    server.close();
  }
}
