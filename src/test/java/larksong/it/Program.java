package larksong.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import larksong.json.Json;

/** The packaged program as its user runs it: a process of its own. */
final class Program {

  private static final Path JAR =
      Path.of(System.getProperty("larksong.jar", "target/larksong.jar")).toAbsolutePath();

  private static final Path LAUNCHER = JAR.resolveSibling("larksong");

  private final Path home;
  private final Path folder;
  private final Path startedIn;

  /** Runs with this home, from the project's folder; output is collected in the folder. */
  Program(Path folder) {
    this(folder, Path.of(""));
  }

  private Program(Path folder, Path startedIn) {
    this.folder = folder;
    this.home = folder.resolve("home");
    this.startedIn = startedIn.toAbsolutePath();
  }

  /** The same, started in another folder. */
  Program in(Path other) {
    return new Program(folder, other);
  }

  /** How a run ended and what it printed. */
  record Result(int code, String out, String err) {

    JsonNode json() throws IOException {
      return Json.tree(out);
    }
  }

  Path home() {
    return home;
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    return result(start(arguments), List.of(arguments));
  }

  /** The address of the library on a server that runs at this port, for a device of its own. */
  String library(int port, String... more) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("tokens", "create", "--name", "it", "--json"));
    arguments.addAll(List.of(more));
    String token = run(arguments.toArray(String[]::new)).json().path("token").asText();
    return "http://localhost:" + port + "/t/" + token + "/";
  }

  private static Result result(Running running, List<String> command)
      throws IOException, InterruptedException {
    if (!running.process().waitFor(3, TimeUnit.MINUTES)) {
      running.process().destroyForcibly();
      throw new IllegalStateException("Did not end: " + command + running.err());
    }
    return new Result(running.process().exitValue(), running.out(), running.err());
  }

  /** A run that goes on. */
  record Running(Process process, Path outFile, Path errFile) {

    String out() throws IOException {
      return Files.readString(outFile);
    }

    String err() throws IOException {
      return Files.readString(errFile);
    }
  }

  Running start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  Running start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return start(command, environment);
  }

  Running start(List<String> command, Map<String, String> environment) throws IOException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(startedIn.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("LARKSONG_HOME", home.toString());
    builder.environment().putAll(environment);
    return new Running(builder.start(), out, err);
  }

  /** What starts the program. */
  static String launcher() {
    return LAUNCHER.toString();
  }

  static Path jar() {
    return JAR;
  }

  /** Runs any command to its end, with this home. */
  Result run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return result(start(command, environment), command);
  }

  /** A class of the tests beside the program's, in a process of its own. */
  static ProcessBuilder beside(Class<?> main, String... arguments) {
    return with(JAR + File.pathSeparator + "target/test-classes", main, arguments);
  }

  /** A class of this name on another class path. */
  static ProcessBuilder with(String classPath, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java(), "-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  static String java() {
    return Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
        .toString();
  }
}
