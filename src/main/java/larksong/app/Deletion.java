package larksong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import larksong.config.ShowFile;
import larksong.library.deletion.Deletions;
import larksong.library.deletion.Deletions.Begun;
import larksong.library.deletion.Deletions.Rest;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.journal.Runs;
import larksong.library.store.LibraryException;
import larksong.library.upkeep.Backups;
import larksong.model.EditionId;
import larksong.model.Show;
import larksong.net.AnswerCache;
import larksong.publish.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends editions wherever something of them lies: in rows first, which are noted until all else is
 * gone too, so that whoever comes next goes on with what was broken off.
 */
public final class Deletion {

  private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

  /** By then each node that shares the library was here, and took its own copies away. */
  private static final Duration SHARED = Duration.ofDays(30);

  /** Before the database's files are written anew once more, where that failed. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Larksong larksong;
  private final Nodes nodes;

  /** What has nothing here any more, while other nodes may still have something. */
  private final Set<Begun> goneHere = ConcurrentHashMap.newKeySet();

  private volatile Instant due = Instant.MIN;

  Deletion(Larksong larksong, Nodes nodes) {
    this.larksong = larksong;
    this.nodes = nodes;
  }

  /**
   * What became of an edition that the owner deleted.
   *
   * @param whole whether nothing of it is left in the home; else {@code serve} goes on with it
   * @param elsewhere targets that are still to take it away, or never do and say what to do
   * @param backups that were made before and have it still
   */
  public record Deleted(boolean whole, List<Delivery> elsewhere, List<Backups.Made> backups) {
    public Deleted {
      elsewhere = List.copyOf(elsewhere);
      backups = List.copyOf(backups);
    }
  }

  /** Deletes all that there is of an edition; what it told may be told again. */
  public Deleted delete(EditionId edition) throws InterruptedException {
    begin(edition, Rest.NOTHING);
    List<Begun> before = List.of();
    List<Begun> open = open(edition);
    while (!open.isEmpty() && !open.equals(before)) { // another may begin it anew meanwhile
      goOn();
      before = open;
      open = open(edition);
    }
    larksong.targets().goOn();
    return new Deleted(
        open.isEmpty(),
        new Deliveries(larksong.library().store())
            .of(edition.show()).stream()
                .filter(delivery -> delivery.edition().equals(edition))
                .toList(),
        new Backups(larksong.library().store().home()).made());
  }

  private List<Begun> open(EditionId edition) {
    return deletions().begun().stream()
        .filter(one -> one.edition().equals(edition) && !goneHere.contains(one))
        .toList();
  }

  /** Ends what the owner's rule does not keep of a show; nothing of it is told again. */
  void retain(Wired wired, ShowFile.Keep keep) throws InterruptedException {
    Show show = wired.show();
    Retention retention =
        Retention.of(
            larksong.library().list(show.name(), 0, Integer.MAX_VALUE),
            larksong.targets().of(show.name()),
            new Runs(larksong.library().store()).unpublished(show.name()),
            keep,
            show.zone(),
            larksong.clock().instant());
    for (EditionId ended : retention.ended()) {
      begin(ended, Rest.FINGERPRINTS);
    }
    if (!retention.ended().isEmpty()) {
      LOG.info(
          "{}: {} old editions are gone by the show's rule", show.name(), retention.ended().size());
      goOn();
    }
    larksong.targets().goOn();
    forgetWork(wired);
  }

  /** What is published and kept nowhere any more. */
  private void forgetWork(Wired wired) throws InterruptedException {
    if (!wired.file().publish().contains(ShowFile.LIBRARY)) {
      return;
    }
    Set<EditionId> awaited =
        new Deliveries(larksong.library().store())
            .missing().stream().map(Delivery::edition).collect(Collectors.toSet());
    try {
      larksong
          .studio()
          .forget(
              wired.show(),
              edition ->
                  awaited.contains(edition.id())
                      || larksong.library().find(edition.id()).isPresent());
    } catch (IOException e) {
      LOG.warn("{}: work of old editions could not be removed", wired.show().name());
    }
  }

  /** Its rows and, if that can be, its work folder, while nobody is at work on it. */
  private void begin(EditionId edition, Rest rest) throws InterruptedException {
    Turns.Turn turn = nodes.turn(edition);
    try {
      larksong
          .studio()
          .clear(
              edition,
              () -> {
                deletions().begin(edition, rest, LibraryChronicle::bare);
                return true;
              });
    } catch (IOException e) {
      LOG.warn("{}: its work folder could not be removed yet", edition);
      if (open(edition).isEmpty()) { // what is not noted would never be gone on with
        deletions().begin(edition, rest, LibraryChronicle::bare);
      }
    } finally {
      turn.close();
    }
  }

  /** What comes after an edition's rows, each of which may be done twice. */
  enum Step {
    LIBRARY,
    WORK,
    FETCHED,
    ANSWERS
  }

  /**
   * Goes on with whatever was begun and is not all gone, one thread at a time; what fails is tried
   * again later.
   */
  synchronized void goOn() {
    List<Begun> begun = deletions().begun();
    List<Begun> gone =
        begun.stream().filter(one -> !goneHere.contains(one) && isGone(one)).toList();
    if (!gone.isEmpty() && isScrubbed()) {
      goneHere.addAll(gone);
    }
    Instant old = larksong.clock().instant().minus(SHARED);
    for (Begun one : begun) {
      if (goneHere.contains(one) && (!larksong.library().isShared() || one.at().isBefore(old))) {
        deletions().end(one);
        goneHere.remove(one);
      }
    }
  }

  private boolean isScrubbed() {
    Instant now = larksong.clock().instant();
    if (now.isBefore(due)) {
      return false;
    }
    boolean scrubbed = deletions().scrub();
    due = scrubbed ? Instant.MIN : now.plus(PAUSE);
    if (!scrubbed) {
      LOG.warn("What was deleted could not be taken out of the library's file; tried again later");
    }
    return scrubbed;
  }

  private boolean isGone(Begun begun) {
    try {
      for (Step step : Step.values()) {
        take(step, begun);
      }
      return true;
    } catch (IOException | UncheckedIOException | LibraryException e) {
      LOG.warn("{}: files of it could not be removed yet; tried again later", begun.edition());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void take(Step step, Begun begun) throws IOException, InterruptedException {
    switch (step) {
      case LIBRARY -> deletions().removeFiles(begun);
      case WORK -> larksong.studio().clear(begun.edition(), () -> deletions().isBegun(begun));
      case FETCHED -> {
        for (String sha256 : begun.fetched()) {
          FetchedEpisodes.forget(larksong.home(), sha256);
        }
      }
      case ANSWERS -> AnswerCache.forget(larksong.home().resolve("cache"), since(begun));
    }
  }

  /** The rule ends what was fetched as long ago as the episodes that it ends. */
  private Instant since(Begun begun) {
    Optional<ShowFile.Keep> keep =
        larksong.find(begun.edition().show()).flatMap(wired -> wired.file().keep());
    return begun.rest() == Rest.FINGERPRINTS && keep.isPresent()
        ? begun.at().minus(keep.get().age())
        : Instant.MAX;
  }

  /** Has nothing of an edition left to be removed, before it is made anew. */
  void finish(EditionId edition) {
    List<Begun> open =
        deletions().begun().stream().filter(one -> one.edition().equals(edition)).toList();
    if (!open.isEmpty()) {
      goOn();
      open.forEach(deletions()::end);
    }
  }

  private Deletions deletions() {
    return new Deletions(larksong.library());
  }
}
