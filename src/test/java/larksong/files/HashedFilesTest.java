package larksong.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashedFilesTest {

  @TempDir Path folder;

  @Test
  void findsWhatWasKept() throws Exception {
    Path file = HashedFiles.in(folder, ".x").keep("what", bytes("one"));

    HashedFiles later = HashedFiles.in(folder, ".x");

    assertThat(later.find("what")).contains(file);
    assertThat(file).hasContent("one");
    assertThat(later.find("wha")).isEmpty();
    assertThat(HashedFiles.in(folder, ".y").find("what")).isEmpty();
    assertThat(HashedFiles.in(folder.resolve("nowhere"), ".x").find("what")).isEmpty();
  }

  @Test
  void removesWhatIsNotAsItWasKeptAndFindsTheOther() throws Exception {
    Path one = HashedFiles.in(folder, ".x").keep("what", bytes("one"));
    Path two = HashedFiles.in(folder, ".x").keep("what", bytes("two"));
    Files.write(one, bytes("onf"));

    assertThat(HashedFiles.in(folder, ".x").find("what")).contains(two);
    Files.write(two, bytes(""));
    assertThat(HashedFiles.in(folder, ".x").find("what")).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void believesNoFileThatHasAnothersName() throws Exception {
    Path one = HashedFiles.in(folder, ".x").keep("one", bytes("one"));
    Files.move(one, folder.resolve("two-x.x"));

    assertThat(HashedFiles.in(folder, ".x").find("two")).isEmpty();
    assertThat(HashedFiles.isWhole(folder.resolve("nothing-0.x"))).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
