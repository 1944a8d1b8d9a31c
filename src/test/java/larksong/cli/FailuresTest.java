package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import larksong.library.store.LibraryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new NoSuchFileException("/a b/c"),
            "Expected a file or folder at '/a b/c' but there is none. Check the path."),
        Arguments.of(
            new UncheckedIOException(new AccessDeniedException("/a")),
            "'/a' may not be used by this user. Give it permission, or run Larksong as its owner."),
        Arguments.of(
            new FileAlreadyExistsException("/a"),
            "'/a' is there already. Remove it, or name another."),
        Arguments.of(
            new FileSystemException("/a", null, "No space left on device"),
            "The disk of '/a' is full. Make room, and run the same command again."),
        Arguments.of(
            new FileSystemException("/a", null, "Too many open files"),
            "Too many files are open. Allow more with 'ulimit -n 256', and run it again."),
        Arguments.of(
            new FileSystemException("/a", null, "Read-only file system"),
            "'/a' lies on a disk that may only be read. Name another folder."),
        Arguments.of(
            new FileSystemException("/a", null, "Input/output error"),
            "'/a' could not be used: Input/output error. Check the path and its disk."),
        Arguments.of(new InterruptedException(), "It was interrupted. Run the same command again."),
        Arguments.of(new LibraryException("Expected b."), "Expected b."),
        Arguments.of(new IOException("Expected c."), "Expected c."));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void areSaidWithTheNextStep(Throwable failure, String words) {
    assertThat(Failures.words(failure)).isEqualTo(words);
  }

  @Test
  void saysThatMemoryRanOutWhateverWasMadeOfIt() {
    Throwable failure =
        new LibraryException(
            "General error: java.lang.OutOfMemoryError",
            new IllegalStateException(new OutOfMemoryError("Java heap space")));

    assertThat(Failures.words(failure))
        .matches("Memory ran out: Larksong may use \\d+ MB\\. Allow more, .*-Xmx1g.*");
  }

  @Test
  void doesNotShowTheWordsOfJava() {
    for (Throwable failure :
        new Throwable[] {
          new NullPointerException("Cannot invoke java.util.Collection.toArray()"),
          new IOException(),
          new StackOverflowError(),
          new IndexOutOfBoundsException("Index 3 out of bounds for length 2")
        }) {
      assertThat(Failures.words(failure))
          .isEqualTo(
              "There was an unexpected "
                  + failure.getClass().getSimpleName()
                  + ". Run it again, or report it with what it prints when LARKSONG_DEBUG=1 is"
                  + " set.");
    }
  }
}
