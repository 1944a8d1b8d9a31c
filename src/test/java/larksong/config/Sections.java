package larksong.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes sections for tests as if the owner had written them. */
public final class Sections {

  private Sections() {}

  /** A section in a file of this folder; it must be without problems. */
  public static Section of(Path folder, String yaml) {
    List<Problem> problems = new ArrayList<>();
    Section section =
        YamlFile.parse(yaml, new Origin(folder.resolve("show.yaml"), Map.of(), problems));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    return section;
  }
}
