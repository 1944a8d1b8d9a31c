package larksong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Seconds of a process.
 *
 * @param wall on the clock
 * @param cpu with those of its ended children
 * @param firstByte until sound appeared; not a number if none did
 */
record Cost(double wall, double cpu, double firstByte) {

  Cost(double wall, double cpu) {
    this(wall, cpu, Double.NaN);
  }

  /** Runs a command under bash's clock, its output going into the folder. */
  static Cost of(Path folder, List<String> command) throws IOException, InterruptedException {
    return of(folder, command, folder.resolve("no-sound"));
  }

  /** The same, and notes when an MP3 first has a byte in that other folder. */
  static Cost of(Path folder, List<String> command, Path sound)
      throws IOException, InterruptedException {
    Path times = folder.resolve("times");
    List<String> bash =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; { time \"$@\" 2>&3; } 3>&2 2>\"$0\"",
                times.toString()));
    bash.addAll(command);
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(bash)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    double firstByte = Double.NaN;
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      if (Double.isNaN(firstByte) && hasSound(sound)) {
        firstByte = (System.nanoTime() - begin) / 1e9;
      }
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          command.get(0)
              + " ended with "
              + process.exitValue()
              + ": "
              + Files.readString(folder.resolve("err"))
              + Files.readString(folder.resolve("out")));
    }
    String[] fields = Files.readString(times).trim().split("\\s+", -1);
    return new Cost(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]) + Double.parseDouble(fields[2]),
        firstByte);
  }

  private static boolean hasSound(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().contains(".mp3") && file.toFile().length() > 0);
    }
  }
}
