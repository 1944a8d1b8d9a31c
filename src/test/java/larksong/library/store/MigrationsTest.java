package larksong.library.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collections;
import java.util.Enumeration;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** How a database comes to its form. */
class MigrationsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "both"})
  void areNotPassedOverIfTheirFolderIsMissing(String missing) throws Exception {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + folder.resolve("library.db"));

    assertThatThrownBy(
            () ->
                Migrations.apply(
                    source,
                    Dialect.SQLITE,
                    Migrations.NEWEST,
                    new Without("larksong/library/" + missing)))
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("larksong/library/" + missing);

    try (Connection connection = source.getConnection();
        var tables = connection.getMetaData().getTables(null, null, "episode", null)) {
      assertThat(tables.next()).as("a half of its tables").isFalse();
    }
  }

  /** What a package that lost a folder has. */
  private static final class Without extends ClassLoader {

    private final String folder;

    Without(String folder) {
      super(Migrations.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    public URL getResource(String name) {
      return name.startsWith(folder) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.startsWith(folder) ? Collections.emptyEnumeration() : super.getResources(name);
    }
  }
}
