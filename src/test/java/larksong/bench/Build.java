package larksong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A packaged program: its jar, with the launcher and the kept classes beside it.
 *
 * @param name what its figures stand under
 */
record Build(String name, Path jar) {

  Build {
    Objects.requireNonNull(name, "name");
    if (!Files.isRegularFile(jar) || !Files.isExecutable(jar.resolveSibling("larksong"))) {
      throw new IllegalArgumentException(
          "Expected a packaged jar with its launcher 'larksong' beside it but was '"
              + jar
              + "'. Make one with 'mvn -DskipTests package'.");
    }
  }

  static Build now(String jar) {
    return new Build("now", Path.of(jar).toAbsolutePath());
  }

  /** That of an earlier commit, if {@code -Dlarksong.before} names its jar or its launcher. */
  static Optional<Build> before() {
    String named = System.getProperty("larksong.before", "");
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Build("before", Path.of(named).toAbsolutePath().resolveSibling("larksong.jar")));
  }

  /** This one, and the earlier one if it is to be compared. */
  static List<Build> all(String jar) {
    List<Build> all = new ArrayList<>(List.of(now(jar)));
    before().ifPresent(all::add);
    return all;
  }

  String launcher() {
    return jar.resolveSibling("larksong").toString();
  }

  /** A command line of the launcher. */
  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The program of the Java that measures. */
  static String java() {
    return Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
        .toString();
  }
}
