package larksong.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes sections for tests as if the owner had written them. */
public final class Sections {

  private Sections() {}

  /** A section in a file of this folder; it must be without problems. */
  public static Section of(Path folder, String yaml) {
    List<Problem> problems = new ArrayList<>();
    Section section =
        YamlFile.parse(yaml, new ReadFile(folder.resolve("show.yaml"), Map.of(), problems));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.toString());
    }
    return section;
  }

  /** What is wrong with a section, once its reader has read it. */
  public static List<String> problems(Path folder, String yaml, Consumer<Section> reader) {
    List<Problem> problems = new ArrayList<>();
    Section section =
        YamlFile.parse(yaml, new ReadFile(folder.resolve("show.yaml"), Map.of(), problems));
    reader.accept(section);
    section.finish();
    return problems.stream().map(Problem::toString).toList();
  }
}
