package larksong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.model.Edition;
import larksong.model.Episode;

/** An edition's work folder: what each stage left, with a fingerprint of what went into it. */
final class Bench implements AutoCloseable {

  private static final String FINGERPRINT = "fingerprint";
  private static final String SHA256 = "sha256";
  private static final String RESULT = "result";
  private static final String EPISODE = "episode.json";
  private static final String CLIPS = "speech";

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
    Optional<FolderLock> lock = Optional.empty();
    while (lock.isEmpty()) { // what ran before may have been a deletion
      WholeFile.privateFolder(folder);
      lock = FolderLock.takeIfThere(folder, () -> listener.waiting(edition));
    }
    sweep(folder, again);
    return new Bench(folder, edition, again, listener, lock.get());
  }

  /** Removes the halves that a killed run left, and clips that are to be spoken again. */
  private static void sweep(Path folder, boolean again) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path part : files.filter(WholeFile::isPart).toList()) {
        remove(part);
      }
    }
    Path clips = folder.resolve(CLIPS);
    if (again) {
      remove(clips);
    } else {
      WholeFile.sweep(clips);
    }
  }

  private static void remove(Path file) throws IOException {
    Folders.delete(file);
    Files.deleteIfExists(file);
  }

  /** What a stage left in its file, whatever went into it; empty if it is not whole. */
  static <T> Optional<T> left(Path folder, String file, Class<T> type) {
    return read(folder.resolve(file), Optional.empty(), type);
  }

  /** Makes a stage's result. */
  interface Work<T> {
    T make() throws IOException, StudioException, InterruptedException;
  }

  /** Makes what belongs to a result whole again. */
  interface Mending<T> {
    void mend(T result) throws IOException;
  }

  /**
   * Reads a stage's result back if its inputs are the same and it is still good, else makes it and
   * leaves it in the file.
   */
  <T> T stage(
      Stage stage, String file, String inputs, Class<T> type, Predicate<T> stillGood, Work<T> work)
      throws StudioException, InterruptedException {
    return stage(stage, file, inputs, type, stillGood, left -> {}, work);
  }

  /** The same, mending what lies beside the file and can be made of its result alone. */
  <T> T stage(
      Stage stage,
      String file,
      String inputs,
      Class<T> type,
      Predicate<T> stillGood,
      Mending<T> mending,
      Work<T> work)
      throws StudioException, InterruptedException {
    this.stage = stage;
    listener.began(edition, stage);
    long begin = System.nanoTime();
    String fingerprint = Fingerprint.of(inputs);
    try {
      Optional<T> left = find(file, inputs, type).filter(stillGood);
      T result = left.isPresent() ? left.orElseThrow() : work.make();
      if (left.isPresent()) {
        mending.mend(result);
      } else {
        leave(folder, file, fingerprint, result);
      }
      report(stage, begin, left.isPresent());
      return result;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void report(Stage stage, long begin, boolean reused) {
    StageReport report =
        new StageReport(stage.word(), (System.nanoTime() - begin) / 1_000_000, reused);
    reports.add(report);
    listener.ended(edition, report);
  }

  /** What an earlier run made of these inputs and left whole. */
  <T> Optional<T> find(String file, String inputs, Class<T> type) {
    return again
        ? Optional.empty()
        : read(folder.resolve(file), Optional.of(Fingerprint.of(inputs)), type);
  }

  private static <T> Optional<T> read(Path file, Optional<String> fingerprint, Class<T> type) {
    try {
      String text = Files.readString(file);
      JsonNode left = Json.tree(text);
      String made = left.path(FINGERPRINT).asText();
      boolean whole =
          left.path(SHA256).asText().equals(hash(made, left.path(RESULT)))
              && Json.print(left).equals(text);
      return whole && fingerprint.filter(wanted -> !wanted.equals(made)).isEmpty()
          ? Optional.ofNullable(Json.convert(left.path(RESULT), type))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // damaged, or from another version: whatever it is, made again
    }
  }

  /** Leaves a result with what went into it, and the hash by which both are known to be whole. */
  static void leave(Path folder, String file, String fingerprint, Object result)
      throws IOException {
    JsonNode tree = Json.tree(Json.write(result));
    Map<String, Object> left = new LinkedHashMap<>();
    left.put(FINGERPRINT, fingerprint);
    left.put(SHA256, hash(fingerprint, tree));
    left.put(RESULT, tree);
    WholeFile.refresh(folder.resolve(file), Json.print(left).getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String fingerprint, JsonNode result) {
    return Fingerprint.of(fingerprint, Json.write(result));
  }

  /** Leaves something for people to read, unless it lies there already. */
  void leaveText(String file, String text) throws StudioException {
    Path path = folder.resolve(file);
    try {
      WholeFile.refresh(path, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Leaves the episode for those who bring it to a target later. */
  void leaveEpisode(Episode episode) throws IOException {
    leave(folder, episode);
  }

  /** The same, in the folder of an episode that was made elsewhere. */
  static void leave(Path folder, Episode episode) throws IOException {
    leave(folder, EPISODE, filesOf(episode), episode);
  }

  /** The episode that was left in a folder, if it and its files are whole. */
  static Optional<Episode> episode(Path folder) {
    return left(folder, EPISODE, Episode.class)
        .map(episode -> episode.in(folder))
        .filter(episode -> isWhole(folder, episode));
  }

  private static boolean isWhole(Path folder, Episode episode) {
    try {
      return read(folder.resolve(EPISODE), Optional.of(filesOf(episode)), Episode.class).isPresent()
          && Fingerprint.of(episode.mp3()).equals(episode.recording().sha256());
    } catch (IOException e) {
      return false;
    }
  }

  private static String filesOf(Episode episode) throws IOException {
    return Fingerprint.of(Fingerprint.of(episode.transcript()), Fingerprint.of(episode.cover()));
  }

  /** Takes the clips away, of which a recording was made. */
  void leaveNoClips() throws StudioException {
    try {
      remove(folder.resolve(CLIPS));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private StudioException failed(IOException cause) {
    return new StudioException(
        stage,
        "Could not " + stage.word() + ": " + cause.getMessage() + ". Check the disk.",
        cause);
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
