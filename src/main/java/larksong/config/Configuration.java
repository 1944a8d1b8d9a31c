package larksong.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything the owner wrote: the installation and its shows by name.
 *
 * @param folder where it was read from; prompts of the owner's own lie in its {@code prompts}
 */
public record Configuration(
    Path folder, Installation installation, Map<String, ShowFile> shows, List<Problem> problems) {

  /**
   * Reads {@code larksong.yaml}, which may be absent, and {@code shows/*.yaml}. Problems are
   * collected, those of adapters too, until {@link #check} reports them all.
   *
   * @throws ConfigurationException if there is no configuration at all
   */
  public static Configuration read(Path folder, Map<String, String> environment)
      throws ConfigurationException {
    List<Problem> problems = new ArrayList<>();
    Path file = folder.resolve("larksong.yaml");
    Section section =
        Files.exists(file)
            ? YamlFile.read(file, environment, problems)
            : Section.empty(new ReadFile(file, environment, problems));
    Installation installation = Installation.of(section);
    Map<String, ShowFile> shows = new TreeMap<>();
    for (Path path : showFiles(folder)) {
      ShowFile show =
          ShowFile.of(
              path, YamlFile.read(path, environment, problems), installation, folder, problems);
      if (shows.put(show.show().name(), show) != null) {
        problems.add(
            new Problem(path.toString(), 1, "", "a show of this name exists with another ending"));
      }
    }
    return new Configuration(folder, installation, shows, problems);
  }

  /** Ends the reading: throws if anything, in any file, was wrong. */
  public void check() throws ConfigurationException {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          problems.stream()
              .distinct()
              .sorted(Comparator.comparing(Problem::file).thenComparing(Problem::line))
              .toList());
    }
  }

  private static List<Path> showFiles(Path folder) throws ConfigurationException {
    Path shows = folder.resolve("shows");
    try (Stream<Path> files = Files.list(shows)) {
      List<Path> found =
          files.filter(path -> path.toString().matches("(?s).*\\.ya?ml")).sorted().toList();
      if (FileNames.lost(found.stream().map(Path::toString))) {
        throw new ConfigurationException(
            List.of(new Problem(shows.toString(), 1, "", FileNames.remedy())));
      }
      return found;
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of(
              new Problem(
                  shows.toString(),
                  1,
                  "",
                  "could not be read. Name the folder with --config DIR,"
                      + " or write one with 'larksong init'.")));
    }
  }
}
