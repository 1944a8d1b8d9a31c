package larksong.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import larksong.config.FileNames;
import larksong.process.Memory;
import larksong.studio.StudioException;

/** Says a failure in words that need no knowledge of Java. */
final class Failures {

  private Failures() {}

  static String words(Throwable failure) {
    String words = failure instanceof StudioException stopped ? studio(stopped) : plain(failure);
    return FileNames.lost(java.util.stream.Stream.of(words))
        ? words + System.lineSeparator() + FileNames.remedy()
        : words;
  }

  private static String studio(StudioException failure) {
    return "Failed at "
        + failure.stage().word()
        + ": "
        + (Memory.ranOut(failure) ? Memory.words() : failure.getMessage())
        + System.lineSeparator()
        + "Run the same command again to continue there.";
  }

  private static String plain(Throwable failure) {
    if (Memory.ranOut(failure)) {
      return Memory.words();
    }
    if (failure instanceof UncheckedIOException unchecked) {
      return plain(Objects.requireNonNull(unchecked.getCause()));
    }
    if (failure instanceof FileSystemException file) {
      return file(file);
    }
    if (failure instanceof InvalidPathException path) {
      return FileNames.knowAllLetters()
          ? "Expected a path but was '" + path.getInput() + "'."
          : FileNames.remedy();
    }
    if (failure instanceof InterruptedException) {
      return "It was interrupted. Run the same command again.";
    }
    String message = failure.getMessage();
    return message != null && (isOurs(failure) || failure instanceof IOException)
        ? message
        : "There was an unexpected "
            + failure.getClass().getSimpleName()
            + ". Run it again, or report it with what it prints when LARKSONG_DEBUG=1 is set.";
  }

  /** Whether the words are ours: the type, or the place where one of Java's was made. */
  private static boolean isOurs(Throwable failure) {
    StackTraceElement[] places = failure.getStackTrace();
    String ours = "larksong.";
    return failure.getClass().getName().startsWith(ours)
        || (failure.getClass().getPackageName().equals("java.lang")
            && !(failure instanceof Error)
            && (failure instanceof IllegalStateException
                || failure instanceof IllegalArgumentException)
            && places.length > 0
            && places[0].getClassName().startsWith(ours));
  }

  private static String file(FileSystemException failure) {
    String file = "'" + failure.getFile() + "'";
    String reason = Objects.requireNonNullElse(failure.getReason(), "");
    if (failure instanceof NoSuchFileException) {
      return "Expected a file or folder at " + file + " but there is none. Check the path.";
    }
    if (failure instanceof AccessDeniedException) {
      return file
          + " may not be used by this user. Give it permission, or run Larksong as its owner.";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return file + " is there already. Remove it, or name another.";
    }
    if (reason.contains("No space left") || reason.contains("quota")) {
      return "The disk of " + file + " is full. Make room, and run the same command again.";
    }
    if (reason.contains("Too many open files")) {
      return "Too many files are open. Allow more with 'ulimit -n 256', and run it again.";
    }
    if (reason.contains("Read-only")) {
      return file + " lies on a disk that may only be read. Name another folder.";
    }
    return file
        + " could not be used"
        + (reason.isEmpty() ? "" : ": " + reason)
        + ". Check the path and its disk.";
  }
}
