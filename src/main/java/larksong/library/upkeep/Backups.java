package larksong.library.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import larksong.files.WholeFile;
import larksong.json.Json;

/** Where the owner had backups made on this machine, so that what they have still can be named. */
public final class Backups {

  private final Path list;

  public Backups(Path home) {
    this.list = home.resolve("backups.json");
  }

  /** A backup that was made, and lies there yet. */
  public record Made(Path file, Instant at) {}

  /** Notes where one is now. */
  void note(Path file, Instant at) throws IOException {
    List<Made> all = new ArrayList<>(made());
    all.removeIf(made -> made.file().equals(file));
    all.add(new Made(file, at));
    WholeFile.write(list, Json.write(all));
  }

  /** Those that still lie where they were made, the oldest first; copies of them are not known. */
  public List<Made> made() {
    try {
      return Files.exists(list)
          ? List.of(Json.read(Files.readString(list), Made[].class)).stream()
              .filter(made -> Files.exists(made.file()))
              .toList()
          : List.of();
    } catch (IOException e) {
      return List.of(); // damaged: the next backup begins it anew
    }
  }
}
