package larksong.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import larksong.files.FolderLock;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.model.Draft;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Script;
import org.jspecify.annotations.Nullable;

/** Makes editions: gather, edit, write, proof, narrate, listen, master, publish. */
public final class Studio {

  private static final String RECORD = "run.json";
  private static final String APPROVED = "approved";
  private static final String SKIPPED = Production.Status.SKIPPED.name().toLowerCase(Locale.ROOT);
  private static final String HELD = Production.Status.HELD.name().toLowerCase(Locale.ROOT);

  /** How many editions tell how long one takes. */
  private static final int REMEMBERED = 20;

  private final Path work;
  private final ExecutorService executor;
  private final Clock clock;

  /** Benches lie in the folder; sources are read side by side on the executor. */
  public Studio(Path work, ExecutorService executor, Clock clock) {
    this.work = work;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * What the owner asks of a run.
   *
   * @param until the last stage to do
   * @param again whether to use nothing that an earlier run left
   */
  public record Order(Stage until, boolean again) {
    public static final Order ALL = new Order(Stage.PUBLISH, false);
  }

  /**
   * Makes one edition, or continues where an earlier run of it ended.
   *
   * @throws StudioException if a stage failed; running it again continues there
   */
  public Production produce(Crew crew, Edition edition, Order order, StudioListener listener)
      throws StudioException, InterruptedException {
    Path folder = folder(edition);
    long begin = System.nanoTime();
    try (Bench bench = Bench.open(folder, edition, order.again(), listener)) {
      try {
        Production production = new Run(executor, crew, edition, order, bench, listener).produce();
        if (production.status() != Production.Status.STOPPED) {
          record(folder, edition, begin, production);
        }
        return production;
      } catch (RuntimeException e) {
        // Its message may quote private text; its kind does not.
        String reason =
            "unexpected " + e.getClass().getSimpleName() + ". Run it again, or report it";
        recordFailure(folder, edition, begin, reason);
        throw new StudioException(bench.lastStage(), "There was an " + reason + ".", e);
      } catch (StudioException e) {
        recordFailure(folder, edition, begin, e.stage().word() + ": " + e.getMessage());
        throw e;
      }
    } catch (IOException e) {
      throw new StudioException(
          Stage.GATHER, "The folder '" + folder + "' cannot be used. Check the disk.", e);
    }
  }

  private void record(Path folder, Edition edition, long begin, Production production)
      throws IOException {
    boolean anew =
        production.status() == Production.Status.PUBLISHED
            && production.stages().stream().noneMatch(StageReport::reused);
    long took = milliseconds(begin);
    keep(
        folder,
        new RunRecord(
            edition.id(),
            production.status().name().toLowerCase(Locale.ROOT),
            clock.instant(),
            took,
            reason(production),
            production.gaps(),
            production.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                .toList(),
            anew ? Long.valueOf(took) : whole(edition)));
  }

  private void recordFailure(Path folder, Edition edition, long begin, String reason)
      throws IOException {
    keep(
        folder,
        new RunRecord(
            edition.id(),
            "failed",
            clock.instant(),
            milliseconds(begin),
            reason,
            List.of(),
            List.of(),
            whole(edition)));
  }

  private @Nullable Long whole(Edition edition) {
    return record(edition).map(RunRecord::whole).orElse(null);
  }

  private static long milliseconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static void keep(Path folder, RunRecord record) throws IOException {
    WholeFile.write(folder.resolve(RECORD), Json.print(record));
  }

  private static String reason(Production production) {
    return production.findings().stream()
        .filter(Finding::holds)
        .map(Finding::reason)
        .findFirst()
        .orElse("");
  }

  /** What an edition was decided to tell when it was made last, as it lies on its bench. */
  public Optional<Rundown> rundown(Edition edition) {
    return left(edition, Run.RUNDOWN, Rundown.class);
  }

  /** What was last made of an edition, by its show and slug, to be brought to a target later. */
  public Optional<Episode> episode(String show, String slug) {
    Path folder = work.resolve(show).resolve(slug);
    Path file = folder.resolve(Run.EPISODE);
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), Episode.class).in(folder))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The episode of '" + show + "' cannot be read", e);
    }
  }

  /** Puts an episode that was made elsewhere on its bench, to be brought to targets from there. */
  public Episode adopt(Episode made) throws IOException {
    Path folder = WholeFile.privateFolder(folder(made.edition()));
    for (Path file : List.of(made.mp3(), made.transcript(), made.cover())) {
      Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Episode adopted = made.in(folder);
    WholeFile.write(folder.resolve(Run.EPISODE), Json.print(adopted));
    return adopted;
  }

  /** The edition as it waits for the owner's word, if a check held it. */
  public Optional<Held> held(Edition edition) {
    Optional<RunRecord> record = record(edition).filter(ended -> ended.status().equals(HELD));
    if (record.isEmpty()) {
      return Optional.empty();
    }
    List<Finding> findings = Objects.requireNonNullElse(record.get().findings(), List.of());
    Optional<Approved> approved = left(edition, Bench.APPROVED, Approved.class);
    if (approved.isPresent()) {
      return approved.map(word -> new Held(word.rundown(), word.draft(), findings, true));
    }
    Optional<Rundown> rundown = left(edition, Run.RUNDOWN, Rundown.class);
    Optional<Draft> draft = left(edition, Run.SCRIPT, Draft.class);
    return rundown.flatMap(told -> draft.map(said -> new Held(told, said, findings, false)));
  }

  /**
   * Lets a held edition go on with these words, which the owner takes upon themselves. Making it
   * again speaks them, until it is made anew.
   */
  public void approve(Edition edition, Script script) throws IOException, InterruptedException {
    decide(
        edition,
        APPROVED,
        held -> {
          String how =
              script.equals(held.draft().script())
                  ? "approved by the owner"
                  : "edited by the owner";
          Draft draft = new Draft(script, held.draft().writer() + ", " + how, List.of());
          Bench.approve(folder(edition), new Approved(held.rundown(), draft));
        });
  }

  /** Notes that an edition was not made at its time; one that was begun or made stays as it is. */
  public void skip(Edition edition, String reason) throws IOException {
    Path folder = WholeFile.privateFolder(folder(edition));
    if (record(edition).isEmpty()) {
      keep(
          folder,
          new RunRecord(
              edition.id(), SKIPPED, clock.instant(), 0, reason, List.of(), List.of(), null));
    }
  }

  /** Gives a held edition up. */
  public void drop(Edition edition) throws IOException, InterruptedException {
    decide(edition, "dropped", held -> {});
  }

  /** What follows from a decision about an edition that is held. */
  @FunctionalInterface
  private interface Decision {
    void carryOut(Held held) throws IOException;
  }

  /** Once: what was decided is not held any more. */
  private void decide(Edition edition, String status, Decision decision)
      throws IOException, InterruptedException {
    Path folder = folder(edition);
    if (held(edition).isEmpty()) {
      return;
    }
    FolderLock lock = FolderLock.take(folder, () -> {});
    try {
      Optional<Held> held = held(edition);
      if (held.isPresent()) {
        decision.carryOut(held.get());
        keep(folder, record(edition).orElseThrow().with(status));
      }
    } finally {
      lock.close();
    }
  }

  /** Those that the owner approved and that nobody has made since. */
  public List<String> approved() {
    return runs().stream()
        .filter(run -> run.status().equals(APPROVED))
        .map(RunRecord::edition)
        .toList();
  }

  /** How long an edition of a show takes: nine of ten of its latest were quicker. */
  public Optional<Duration> usual(String show) {
    List<Long> took =
        editions(show).stream()
            .flatMap(folder -> readable(folder).flatMap(Studio::took).stream())
            .limit(REMEMBERED)
            .sorted()
            .toList();
    return took.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(took.get(took.size() * 9 / 10)));
  }

  /** One that a power cut damaged tells nothing, and keeps no edition from being made. */
  private static Optional<RunRecord> readable(Path folder) {
    try {
      return record(folder);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> took(RunRecord record) {
    return Optional.ofNullable(record.whole());
  }

  /** The folders of a show's editions, the latest first. */
  private List<Path> editions(String show) {
    Path folder = work.resolve(show);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> editions = Files.list(folder)) {
      return editions.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The work folder '" + folder + "' cannot be read", e);
    }
  }

  private Optional<RunRecord> record(Edition edition) {
    return record(folder(edition));
  }

  private static Optional<RunRecord> record(Path folder) {
    Path file = folder.resolve(RECORD);
    try {
      return Files.exists(file)
          ? Optional.of(Json.read(Files.readString(file), RunRecord.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The record in '" + folder + "' cannot be read", e);
    }
  }

  private <T> Optional<T> left(Edition edition, String file, Class<T> type) {
    try {
      return Bench.left(folder(edition), file, type);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench of '" + edition + "' cannot be read", e);
    }
  }

  private Path folder(Edition edition) {
    return work.resolve(edition.show()).resolve(edition.slug());
  }

  /** How the latest run of each edition ended, the latest first. */
  public List<RunRecord> runs() {
    if (!Files.isDirectory(work)) {
      return List.of();
    }
    List<RunRecord> runs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(work, 3)) {
      for (Path file : files.filter(path -> path.endsWith(RECORD)).toList()) {
        runs.add(Json.read(Files.readString(file), RunRecord.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The work folder '" + work + "' cannot be read", e);
    }
    runs.sort(Comparator.comparing(RunRecord::ended).reversed());
    return runs;
  }
}
