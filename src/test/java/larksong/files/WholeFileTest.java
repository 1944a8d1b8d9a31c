package larksong.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  @Test
  void writesOverWhatIsThereAndLeavesNoHalf() throws Exception {
    Path file = folder.resolve("new/deep/file");

    WholeFile.write(file, "one");
    WholeFile.write(file, "two");
    WholeFile.copy(file, folder.resolve("other/copy"));

    assertThat(file).hasContent("two");
    assertThat(folder.resolve("other/copy")).hasContent("two");
    assertThat(parts()).isEmpty();
  }

  /** What a row names is no work of ours to throw away. */
  @Test
  void removesNoFolderForAFileThatCounts() throws Exception {
    Path file = Files.createDirectories(folder.resolve("file"));
    Files.writeString(file.resolve("inside"), "x");

    assertThatThrownBy(() -> WholeFile.write(file, "one")).isInstanceOf(IOException.class);

    assertThat(file.resolve("inside")).hasContent("x");
    assertThat(parts()).isEmpty();
  }

  @Test
  void writesScratchWhateverStandsInItsPlace() throws Exception {
    Path file = folder.resolve("work/file");
    Files.createDirectories(file.resolve("deeper"));
    WholeFile.writeScratch(file, "one");
    assertThat(file).hasContent("one");

    Files.delete(file);
    Files.delete(file.getParent());
    Files.writeString(file.getParent(), "a file for a folder");
    WholeFile.writeScratch(file, "two");

    assertThat(file).hasContent("two");
    assertThat(parts()).isEmpty();
  }

  @Test
  void refreshesOnlyWhatIsOtherwise() throws Exception {
    Path file = folder.resolve("file");
    byte[] bytes = "as it should be".getBytes(StandardCharsets.UTF_8);
    WholeFile.refresh(file, bytes);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));

    WholeFile.refresh(file, bytes);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.fromMillis(0));

    Files.writeString(file, "as it should bf");
    WholeFile.refresh(file, bytes);
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void saysWhyAFileCannotBeBroughtToTheDisk() {
    assertThatThrownBy(() -> WholeFile.force(folder.resolve("gone")))
        .isInstanceOf(IOException.class);
  }

  private Stream<Path> parts() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(WholeFile::isPart).toList().stream();
    }
  }
}
