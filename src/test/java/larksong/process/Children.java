package larksong.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that scripts of tests wrote down, a number a line. */
public record Children(Path file) {

  /** Those who live; one that is dead and that nobody has buried does not. */
  public List<Long> alive() throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::valueOf).filter(Children::lives).toList()
        : List.of();
  }

  public int started() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  private static boolean lives(long number) {
    try {
      Path told = Path.of("/proc", String.valueOf(number), "stat");
      if (!Files.exists(Path.of("/proc/self/stat"))) {
        return ProcessHandle.of(number).map(ProcessHandle::isAlive).orElse(false);
      }
      return !Files.readString(told, StandardCharsets.ISO_8859_1).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }
}
