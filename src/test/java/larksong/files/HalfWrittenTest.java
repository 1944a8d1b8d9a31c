package larksong.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file is as it was until all of the new one is there. */
@Timeout(60)
class HalfWrittenTest {

  @TempDir Path folder;
  private Path file;

  /** Writes a file in one of our ways. */
  private interface Writing {
    void of(String text) throws IOException;
  }

  @BeforeEach
  void write() throws Exception {
    file = folder.resolve("file");
    Files.writeString(file, "as it was");
  }

  /** Whoever interrupts it keeps it from the disk. */
  @Test
  void staysAsItWasWhenAWriteFails() throws Exception {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> WholeFile.write(file, "new")).isInstanceOf(IOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(file).hasContent("as it was");
    assertNoHalf();
  }

  /** A folder can be opened like a file, and fails at the first byte. */
  @Test
  void staysAsItWasWhenWhatIsCopiedCannotBeRead() throws Exception {
    Path unreadable = Files.createDirectory(folder.resolve("unreadable"));

    assertThatThrownBy(() -> WholeFile.copy(unreadable, file)).isInstanceOf(IOException.class);

    assertThat(file).hasContent("as it was");
    assertNoHalf();
  }

  @Test
  void isReadToItsEndByWhoOpenedItBefore() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "copied");

    assertReadToItsEnd(text -> WholeFile.write(file, text));
    assertReadToItsEnd(text -> WholeFile.writeScratch(file, text));
    assertReadToItsEnd(text -> WholeFile.copy(other, file));
  }

  private void assertReadToItsEnd(Writing writing) throws IOException {
    String before = Files.readString(file);
    try (InputStream in = Files.newInputStream(file)) {
      writing.of(before + " and more");

      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(before);
    }
    assertThat(Files.readString(file)).isNotEqualTo(before);
  }

  @Test
  void isThereAndWholeAtEveryMomentWhileItIsReplaced() throws Exception {
    String one = "1".repeat(1 << 20);
    String two = "2".repeat(1 << 20);
    WholeFile.write(file, one);
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService readers = Executors.newSingleThreadExecutor();
    try {
      Future<?> reads =
          readers.submit(
              () -> {
                while (!ended.get()) {
                  String read = Files.readString(file);
                  assertThat(read.equals(one) || read.equals(two)).as("whole").isTrue();
                }
                return null;
              });
      for (int i = 0; i < 100; i++) {
        WholeFile.write(file, i % 2 == 0 ? two : one);
      }
      ended.set(true);
      reads.get();
    } finally {
      ended.set(true);
      readers.shutdownNow();
    }
  }

  private void assertNoHalf() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).noneMatch(WholeFile::isPart);
    }
  }
}
