package larksong.library.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.library.Library;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup that somebody else made, whose manifest fits whatever they put into it. */
@Timeout(60)
class ForeignBackupTest {

  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private byte[] manifest;

  @BeforeEach
  void write() throws Exception {
    Path home = folder.resolve("home");
    Path zip = folder.resolve("own.zip");
    try (Library library = Library.open(home, Clock.systemUTC())) {
      Backup.write(library, home, Map.of("larksong.yaml", bytes("{}\n")), zip);
    }
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream all = new ZipInputStream(in)) {
      for (ZipEntry entry = all.getNextEntry(); entry != null; entry = all.getNextEntry()) {
        files.put(entry.getName(), all.readAllBytes());
      }
    }
    manifest = files.remove("manifest.json");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** With a manifest that names what is there now. */
  private Path zipped() throws IOException {
    BackupManifest old =
        Json.read(new String(manifest, StandardCharsets.UTF_8), BackupManifest.class);
    List<BackupManifest.Entry> entries =
        files.entrySet().stream()
            .map(
                file ->
                    new BackupManifest.Entry(
                        file.getKey(), file.getValue().length, Fingerprint.of(file.getValue())))
            .toList();
    byte[] made =
        bytes(
            Json.write(
                new BackupManifest(
                    old.format(),
                    old.made(),
                    old.database(),
                    old.form(),
                    old.library(),
                    old.rows(),
                    entries,
                    old.lost())));
    Path zip = folder.resolve("foreign.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream all = new ZipOutputStream(out)) {
      all.setComment(Fingerprint.of(made));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        all.putNextEntry(new ZipEntry(file.getKey()));
        all.write(file.getValue());
      }
      all.putNextEntry(new ZipEntry("manifest.json"));
      all.write(made);
    }
    return zip;
  }

  private void assertRefused(String why) throws IOException {
    Path zip = zipped();
    Path fresh = folder.resolve("fresh");
    assertThatThrownBy(() -> Restoration.restore(zip, fresh, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("Nothing was written");
    assertThat(fresh).doesNotExist();
  }

  @Test
  void isRestoredIfItIsAsBackupsAre() throws Exception {
    files.put("configuration/shows/a b.yml", bytes("title: t\n"));
    files.put("configuration/prompts/more/brief.md", bytes("Be brief.\n"));
    files.put("configuration/prompts/large.md", new byte[4 * MIB]);

    Restoration.Restored restored =
        Restoration.restore(zipped(), folder.resolve("fresh"), Optional.empty());

    assertThat(restored.configuration())
        .containsOnlyKeys(
            "larksong.yaml", "shows/a b.yml", "prompts/more/brief.md", "prompts/large.md");
    assertThat(folder.resolve("fresh/keys/seal.key"))
        .hasSameBinaryContentAs(folder.resolve("home/keys/seal.key"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys/other.key",
        "keys/tls.key",
        "keys/a.key",
        "configuration/run.sh",
        "configuration/.profile",
        "configuration/larksong.yaml.bak",
        "configuration/shows/a.sh",
        "configuration/shows/more/a.yaml",
        "configuration/prompts",
        "configuration/prompts/../../a.md",
        "configuration/other/a.yaml",
        "media/a.mp3",
        "larksong.db"
      })
  void bringsNoFileThatNoBackupHas(String name) throws Exception {
    files.put(name, bytes("x"));

    assertRefused("no backup has '" + name + "'");
  }

  @ParameterizedTest
  @CsvSource({"tokens, 31", "tokens, 33", "tokens, 0", "told, 5000000", "seal, 124", "seal, 4096"})
  void bringsNoKeyOfAnotherSize(String key, int size) throws Exception {
    files.put("keys/" + key + ".key", new byte[size]);

    assertRefused("bytes in 'keys/" + key + ".key'");
  }

  @Test
  void bringsNoConfigurationThatNobodyWrote() throws Exception {
    files.put("configuration/prompts/a.md", new byte[4 * MIB + 1]);
    assertRefused("'configuration/prompts/a.md' has more than 4 MiB");

    files.put("configuration/prompts/a.md", new byte[600 * MIB]); // a few KB in the file
    assertRefused("'configuration/prompts/a.md' has more than 4 MiB");

    for (String name : List.of("a", "b", "c", "d", "e")) {
      files.put("configuration/prompts/" + name + ".md", new byte[4 * MIB]);
    }
    assertRefused("its configuration has more than 16 MiB");
  }

  @Test
  void bringsNoFileInPlaceOfAFolder() throws Exception {
    files.put("configuration/prompts/a", bytes("x"));
    files.put("configuration/prompts/a/b.md", bytes("x"));

    assertRefused("'configuration/prompts/a' is a file and a folder");
  }

  @Test
  void isNotWrittenIfItCouldNotBeRestored() throws Exception {
    Path zip = folder.resolve("new.zip");
    try (Library library = Library.open(folder.resolve("home"), Clock.systemUTC())) {
      for (String name : List.of("prompts/a:b.md", "prompts/large.md")) {
        Map<String, byte[]> configuration = new TreeMap<>();
        configuration.put(name, new byte[4 * MIB + 1]);
        assertThatThrownBy(() -> Backup.write(library, folder.resolve("home"), configuration, zip))
            .hasMessageContaining("The backup was not written: 'configuration/" + name + "' has ")
            .hasMessageContaining("Move it out of the configuration.");
        assertThat(zip).doesNotExist();
      }
    }
  }
}
