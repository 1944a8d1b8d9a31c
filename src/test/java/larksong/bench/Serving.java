package larksong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import larksong.json.Json;

/** A {@code serve} that was started and answers. */
final class Serving implements AutoCloseable {

  private static final double TICKS_PER_SECOND = 100;
  private static final int LONGEST_STOP = 30;

  private final Process process;
  private final Path errors;
  private final String library;
  private final Cost untilReady;

  private Serving(Process process, Path errors, String library, Cost untilReady) {
    this.process = process;
    this.errors = errors;
    this.library = library;
    this.untilReady = untilReady;
  }

  /**
   * Starts one and waits until its {@code /ready} says yes.
   *
   * @param folder for what it prints
   * @param options for its Java
   */
  static Serving of(Build build, Path folder, Path home, Path config, String options)
      throws IOException, InterruptedException {
    Path errors = folder.resolve("serve-" + home.getFileName() + ".txt");
    List<String> command = new ArrayList<>(build.command("serve", "--port", "0", "--json"));
    command.addAll(List.of("--home", home.toString(), "--config", config.toString()));
    ProcessBuilder starting = new ProcessBuilder(command).redirectError(errors.toFile());
    starting.environment().put("LARKSONG_JAVA_OPTIONS", options);
    long begin = System.nanoTime();
    Process process = starting.start();
    try {
      JsonNode told = told(process.inputReader());
      URI ready = URI.create("http://127.0.0.1:" + told.path("port").asInt() + "/ready");
      while (!isReady(ready)) {
        if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
          throw new IOException("The server ended");
        }
      }
      double wall = (System.nanoTime() - begin) / 1e9;
      return new Serving(
          process,
          errors,
          library(build, home, config, told.path("port").asInt()),
          new Cost(wall, cpuSeconds(process)));
    } catch (IOException e) {
      process.destroy();
      process.onExit().join();
      throw new IOException(e.getMessage() + ": " + Files.readString(errors), e);
    }
  }

  /** The address of the library, for a device of its own. */
  private static String library(Build build, Path home, Path config, int port)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(build.command("tokens", "create", "--name", "bench", "--json"));
    command.addAll(List.of("--home", home.toString(), "--config", config.toString()));
    Process process = new ProcessBuilder(command).start();
    String token = told(process.inputReader()).path("token").asText();
    process.waitFor();
    return "http://127.0.0.1:" + port + "/t/" + token + "/";
  }

  /** What it prints once it listens. */
  private static JsonNode told(BufferedReader out) throws IOException {
    StringBuilder json = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      json.append(line);
      if (line.endsWith("}")) {
        return Json.tree(json.toString());
      }
    }
    throw new IOException("The server ended");
  }

  private static boolean isReady(URI ready) throws IOException {
    HttpURLConnection asked = (HttpURLConnection) ready.toURL().openConnection();
    try {
      return asked.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      asked.disconnect();
    }
  }

  /** proc(5): utime and stime are the fields 14 and 15. */
  private static double cpuSeconds(Process process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Bytes of memory that it holds. */
  long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("The server is gone");
  }

  Cost untilReady() {
    return untilReady;
  }

  /** The library's address for this machine, with a slash at the end. */
  String library() {
    return library;
  }

  /** What it has said of errors. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
