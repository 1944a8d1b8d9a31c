package larksong.studio;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import larksong.files.FolderLock;
import larksong.files.Folders;
import larksong.files.WholeFile;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Finding;
import larksong.model.RunStatus;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.process.Memory;
import org.jspecify.annotations.Nullable;

/** Makes editions: gather, edit, write, proof, narrate, listen, master, publish. */
public final class Studio {

  private static final String MADE_ONLY =
      "It is made, but no target has it yet. Run 'larksong doctor' to see why.";

  /** How many editions tell how long one takes. */
  private static final int REMEMBERED = 20;

  private final Path work;
  private final ExecutorService executor;
  private final Clock clock;
  private final Chronicle chronicle;

  /** Benches lie in the folder; sources are read side by side on the executor. */
  public Studio(Path work, ExecutorService executor, Clock clock, Chronicle chronicle) {
    this.work = work;
    this.executor = executor;
    this.clock = clock;
    this.chronicle = chronicle;
  }

  /**
   * What the owner asks of a run.
   *
   * @param until the last stage to do
   * @param again whether to use nothing that an earlier run left
   * @param less what is less about it than should be, in words; else empty
   */
  public record Order(Stage until, boolean again, String less) {
    public static final Order ALL = new Order(Stage.PUBLISH, false);

    public Order(Stage until, boolean again) {
      this(until, again, "");
    }

    /** All of it, as well as it can be made now. */
    public static Order less(String how) {
      return new Order(Stage.PUBLISH, false, how);
    }
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
    if (order.again()) {
      chronicle.makeAnew(edition);
    }
    try (Bench bench = Bench.open(folder, edition, order.again(), listener)) {
      try {
        Production production =
            new Run(executor, crew, edition, order, bench, listener)
                .produce(chronicle.approved(edition));
        if (production.status() != RunStatus.STOPPED && isNoted(edition, order)) {
          note(production, order, begin);
        }
        return production;
      } catch (RuntimeException e) {
        // Its message may quote private text; its kind does not.
        boolean full = Memory.ranOut(e);
        String reason =
            full
                ? Memory.words()
                : "unexpected " + e.getClass().getSimpleName() + ". Run it again, or report it";
        StudioException failure =
            new StudioException(
                bench.lastStage(), full ? reason : "There was an " + reason + ".", e);
        noteFailure(edition, order, begin, reason, failure);
        throw failure;
      } catch (StudioException e) {
        noteFailure(edition, order, begin, e.stage().word() + ": " + e.getMessage(), e);
        throw e;
      }
    } catch (IOException e) {
      throw new StudioException(
          Stage.GATHER, "The folder '" + folder + "' cannot be used. Check the disk.", e);
    }
  }

  private void note(Production production, Order order, long begin) {
    Edition edition = production.edition();
    boolean anew =
        production.status() == RunStatus.PUBLISHED
            && production.stages().stream().noneMatch(StageReport::reused);
    long took = milliseconds(begin);
    chronicle.note(
        edition,
        new RunRecord(
            edition.id(),
            production.status(),
            order.less(),
            production.status() == RunStatus.FAILED,
            clock.instant(),
            took,
            reason(production),
            production.gaps(),
            production.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                .toList(),
            anew ? Long.valueOf(took) : whole(edition)),
        production.status() == RunStatus.HELD ? words(production) : Optional.empty());
  }

  private static Optional<Words> words(Production production) {
    return production
        .rundown()
        .flatMap(rundown -> production.draft().map(draft -> new Words(rundown, draft)));
  }

  /** It is the failure that is told, also if it cannot be noted. */
  private void noteFailure(
      Edition edition, Order order, long begin, String reason, StudioException failure) {
    try {
      if (isNoted(edition, order)) {
        chronicle.note(
            edition,
            RunRecord.without(
                edition.id(),
                RunStatus.FAILED,
                clock.instant(),
                milliseconds(begin),
                reason,
                whole(edition)),
            Optional.empty());
      }
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** What only looks, such as a preview, says nothing about an edition that was made. */
  private boolean isNoted(Edition edition, Order order) {
    return order.until() == Stage.PUBLISH
        || chronicle.find(edition).map(run -> run.status() == RunStatus.HELD).orElse(true);
  }

  private @Nullable Long whole(Edition edition) {
    return chronicle.find(edition).map(RunRecord::whole).orElse(null);
  }

  private static long milliseconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static String reason(Production production) {
    if (production.status() == RunStatus.FAILED) {
      return MADE_ONLY;
    }
    return production.findings().stream()
        .filter(Finding::holds)
        .map(Finding::reason)
        .findFirst()
        .orElse("");
  }

  /** What an edition was decided to tell when it was made last, as it lies on its bench. */
  public Optional<Rundown> rundown(Edition edition) {
    return Bench.left(folder(edition), Run.RUNDOWN, Rundown.class);
  }

  /**
   * What was last made of an edition, to be brought to a target later; empty if any of it is
   * damaged.
   */
  public Optional<Episode> episode(EditionId edition) {
    return Bench.episode(folder(edition));
  }

  /** Puts an episode that was made elsewhere on its bench, to be brought to targets from there. */
  public Episode adopt(Episode made) throws IOException {
    Path folder = WholeFile.privateFolder(folder(made.edition()));
    for (Path file : List.of(made.mp3(), made.transcript(), made.cover())) {
      Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    Episode adopted = made.in(folder);
    Bench.leave(folder, adopted);
    return adopted;
  }

  /** Takes away what lies of a show's published editions that are kept nowhere any more. */
  public void forget(Show show, Predicate<Edition> kept) throws IOException, InterruptedException {
    Path folders = work.resolve(show.name());
    if (!Files.isDirectory(folders)) {
      return;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folders, Files::isDirectory)) {
      for (Path folder : all) {
        Optional<Edition> edition = edition(show, String.valueOf(folder.getFileName()));
        if (edition.filter(one -> isPublished(one) && !kept.test(one)).isPresent()) {
          remove(folder);
        }
      }
    }
  }

  private static Optional<Edition> edition(Show show, String slug) {
    try {
      return Optional.of(Edition.of(show.name(), slug, show.zone()));
    } catch (DateTimeException e) {
      return Optional.empty(); // no edition's folder
    }
  }

  private boolean isPublished(Edition edition) {
    return chronicle.find(edition).filter(run -> run.status() == RunStatus.PUBLISHED).isPresent();
  }

  /**
   * Removes what lies on the bench of an edition, once nobody is at work there.
   *
   * @param ending ends the edition elsewhere in the same turn; false if it is not to end any more
   * @return whether it was
   */
  public boolean clear(EditionId edition, BooleanSupplier ending)
      throws IOException, InterruptedException {
    Path folder = folder(edition);
    if (!Files.isDirectory(folder)) {
      return ending.getAsBoolean();
    }
    try (FolderLock lock = FolderLock.take(folder, () -> {})) {
      boolean ends = ending.getAsBoolean();
      if (ends) {
        Folders.delete(lock.folder());
      }
      return ends;
    }
  }

  /** Nobody is at work in it then. */
  private static void remove(Path folder) throws IOException, InterruptedException {
    try (FolderLock lock = FolderLock.take(folder, () -> {})) {
      Folders.delete(lock.folder());
    }
  }

  /** The edition as it waits for the owner's word, if a check held it. */
  public Optional<Held> held(Edition edition) {
    return chronicle
        .held(edition)
        .flatMap(
            words ->
                chronicle
                    .find(edition)
                    .map(
                        record ->
                            new Held(
                                words.rundown(),
                                words.draft(),
                                record.findings(),
                                chronicle.approved(edition).equals(Optional.of(words)))));
  }

  /**
   * Lets a held edition go on with these words, which the owner takes upon themselves. Making it
   * again speaks them, on whichever node, until it is made anew.
   *
   * @return false if it is not held any more
   */
  public boolean approve(Edition edition, Script script) {
    return chronicle
        .held(edition)
        .filter(
            held -> chronicle.decide(edition, RunStatus.APPROVED, Optional.of(held.saying(script))))
        .isPresent();
  }

  /** Gives a held edition up. */
  public void drop(Edition edition) {
    chronicle.decide(edition, RunStatus.DROPPED, Optional.empty());
  }

  /** Notes that an edition was not made at its time; one that was begun or made stays as it is. */
  public void skip(Edition edition, String reason) {
    if (chronicle.find(edition).isEmpty()) {
      chronicle.note(
          edition,
          RunRecord.without(edition.id(), RunStatus.SKIPPED, clock.instant(), 0, reason, null),
          Optional.empty());
    }
  }

  /** Those that the owner approved and that nobody has made since. */
  public List<EditionId> approved() {
    return chronicle.inStatus(RunStatus.APPROVED);
  }

  /** Whether the owner approved it and nobody has made it since. */
  public boolean isApproved(Edition edition) {
    return chronicle.find(edition).filter(run -> run.status() == RunStatus.APPROVED).isPresent();
  }

  /** How long an edition of a show takes: nine of ten of its latest were quicker. */
  public Optional<Duration> usual(String show) {
    List<Duration> took = chronicle.whole(show, REMEMBERED).stream().sorted().toList();
    return took.isEmpty() ? Optional.empty() : Optional.of(took.get(took.size() * 9 / 10));
  }

  /** How the latest run of each edition ended, the latest first. */
  public List<RunRecord> runs() {
    return chronicle.runs();
  }

  private Path folder(Edition edition) {
    return folder(edition.id());
  }

  private Path folder(EditionId edition) {
    return work.resolve(edition.show()).resolve(edition.slug());
  }
}
