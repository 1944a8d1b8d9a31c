package larksong.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import larksong.files.Fingerprint;
import larksong.files.FolderLock;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.model.Edition;

/** An edition's work folder: what each stage left, with a fingerprint of what went into it. */
final class Bench implements AutoCloseable {

  private static final String RESULT = "result";

  private final Path folder;
  private final Edition edition;
  private final boolean again;
  private final StudioListener listener;
  private final List<StageReport> reports = new ArrayList<>();
  private Stage stage = Stage.GATHER;

  private final FolderLock lock;

  private Bench(
      Path folder, Edition edition, boolean again, StudioListener listener, FolderLock lock) {
    this.lock = lock;
    this.folder = folder;
    this.edition = edition;
    this.again = again;
    this.listener = listener;
  }

  /**
   * Opens the edition's folder for this run alone, waiting for another to end. With {@code again}
   * nothing that an earlier run left is used.
   */
  static Bench open(Path folder, Edition edition, boolean again, StudioListener listener)
      throws IOException, InterruptedException {
    WholeFile.privateFolder(folder);
    FolderLock lock = FolderLock.take(folder, () -> listener.waiting(edition));
    sweep(folder, again);
    return new Bench(folder, edition, again, listener, lock);
  }

  /** Removes the halves that a killed run left, and clips that are to be spoken again. */
  private static void sweep(Path folder, boolean again) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path part :
          files.filter(file -> WholeFile.isPart(file) || (again && isClip(file))).toList()) {
        Files.deleteIfExists(part);
      }
    }
  }

  /** What a stage left in its file, whatever went into it. */
  static <T> Optional<T> left(Path folder, String file, Class<T> type) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path)
        ? Optional.of(Json.convert(Json.tree(Files.readString(path)).path(RESULT), type))
        : Optional.empty();
  }

  private static boolean isClip(Path file) {
    return file.toString().endsWith(".pcm");
  }

  /** Makes a stage's result. */
  interface Work<T> {
    T make() throws IOException, StudioException, InterruptedException;
  }

  /**
   * Reads a stage's result back if its inputs are the same and it is still good, else makes it and
   * leaves it in the file.
   */
  <T> T stage(
      Stage stage, String file, String inputs, Class<T> type, Predicate<T> stillGood, Work<T> work)
      throws StudioException, InterruptedException {
    this.stage = stage;
    listener.began(edition, stage);
    long begin = System.nanoTime();
    String fingerprint = Fingerprint.of(inputs);
    try {
      Optional<T> left = again ? Optional.empty() : read(file, fingerprint, type).filter(stillGood);
      T result = left.isPresent() ? left.orElseThrow() : work.make();
      if (left.isEmpty()) {
        leave(file, fingerprint, result);
      }
      report(stage, begin, left.isPresent());
      return result;
    } catch (IOException e) {
      throw new StudioException(
          stage, "Could not " + stage.word() + ": " + e.getMessage() + ". Check the disk.", e);
    }
  }

  private void report(Stage stage, long begin, boolean reused) {
    StageReport report =
        new StageReport(stage.word(), (System.nanoTime() - begin) / 1_000_000, reused);
    reports.add(report);
    listener.ended(edition, report);
  }

  private <T> Optional<T> read(String file, String fingerprint, Class<T> type) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      JsonNode left = Json.tree(Files.readString(path));
      return left.path("fingerprint").asText().equals(fingerprint)
          ? Optional.of(Json.convert(left.path(RESULT), type))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty(); // from another version: made again
    }
  }

  private void leave(String file, String fingerprint, Object result) throws IOException {
    Map<String, Object> left = new LinkedHashMap<>();
    left.put("fingerprint", fingerprint);
    left.put(RESULT, result);
    WholeFile.write(folder.resolve(file), Json.print(left));
  }

  /** Leaves something for people to read. */
  void leaveText(String file, String text) throws IOException {
    WholeFile.write(folder.resolve(file), text);
  }

  /** The stage that was begun last. */
  Stage lastStage() {
    return stage;
  }

  Path folder() {
    return folder;
  }

  List<StageReport> reports() {
    return List.copyOf(reports);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
