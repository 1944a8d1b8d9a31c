package larksong.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import larksong.files.WholeFile;
import larksong.library.Deliveries;
import larksong.library.Delivery;
import larksong.library.Delivery.State;
import larksong.library.Leases.Lease;
import larksong.library.LibraryException;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.publish.PublishException.Remedy;

/**
 * Brings episodes to their targets, to each in the order of its editions: what cannot go out waits
 * and goes later, and one target never waits for another.
 */
public final class Backlog {

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Deliveries deliveries;
  private final Function<Delivery, Optional<Episode>> benches;
  private final Turns turns;
  private final Function<Edition, Optional<Lease>> leases;
  private final Clock clock;

  /**
   * A backlog.
   *
   * @param benches finds the episode of a delivery, if its files are still there
   * @param leases those of editions that are made here, where several nodes share the library
   */
  public Backlog(
      Deliveries deliveries,
      Function<Delivery, Optional<Episode>> benches,
      Turns turns,
      Function<Edition, Optional<Lease>> leases,
      Clock clock) {
    this.deliveries = deliveries;
    this.benches = benches;
    this.turns = turns;
    this.leases = leases;
    this.clock = clock;
  }

  /**
   * Brings an episode to a target, after those that wait for it already.
   *
   * @return where it is; not yet published if the target is still at work on it
   * @throws PublishException if it waits now, or was refused
   */
  public Publication bring(Publisher publisher, Episode episode) throws PublishException {
    String target = publisher.target();
    expect(target, episode);
    lost(publisher, episode.edition());
    deliveries.hurry(target);
    goOn(publisher);
    Delivery now = deliveries.find(target, episode.edition()).orElseThrow();
    return switch (now.state()) {
      case THERE -> publication(now, Publication.State.PUBLISHED);
      case SENT -> publication(now, Publication.State.SENT);
      case WAITING ->
          throw new PublishException(Remedy.QUEUE, why(now) + " It waits and goes later.");
      case REFUSED -> throw new PublishException(Remedy.NOTHING, now.reason());
    };
  }

  private void expect(String target, Episode episode) throws PublishException {
    Edition edition = episode.edition();
    try {
      for (Path file : List.of(episode.mp3(), episode.transcript(), episode.cover())) {
        WholeFile.force(file); // from here on a row names them
      }
      deliveries.expect(target, edition, episode.recording().sha256(), leases.apply(edition));
    } catch (LibraryException e) {
      throw new PublishException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new PublishException(
          "'"
              + edition
              + "' could not be brought to the disk: "
              + e.getMessage()
              + ". Check the home folder.",
          e);
    }
  }

  /** What a target had and has no more goes there again. */
  private void lost(Publisher publisher, Edition edition) throws PublishException {
    Delivery known = deliveries.find(publisher.target(), edition).orElseThrow();
    if (known.state() == State.THERE && publisher.find(edition, known.sha256()).isEmpty()) {
      deliveries.note(known, State.WAITING, 0, clock.instant(), "");
    }
  }

  private static String why(Delivery waiting) {
    String reason =
        waiting.reason().isEmpty()
            ? "Earlier editions wait for '" + waiting.target() + "'"
            : waiting.reason();
    return reason.endsWith(".") ? reason : reason + ".";
  }

  private static Publication publication(Delivery delivery, Publication.State state) {
    return new Publication(delivery.target(), state, "", delivery.sha256());
  }

  /** What is not there, of every target. */
  public List<Delivery> missing() {
    return deliveries.missing();
  }

  /** Goes on with what is due for a target; one process at a time. */
  public void goOn(Publisher publisher) throws PublishException {
    try {
      Turns.Turn turn = turns.take(publisher.target());
      try {
        inOrder(publisher);
      } finally {
        turn.close();
      }
    } catch (IOException e) {
      throw new PublishException(
          "'" + publisher.target() + "' could not be taken in turn. Check the home folder.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("It was interrupted.", e);
    }
  }

  /** No edition of a show overtakes an earlier one that waits. */
  private void inOrder(Publisher publisher) {
    Set<String> behind = new HashSet<>();
    Instant now = clock.instant();
    for (Delivery next : deliveries.open(publisher.target())) {
      boolean due = !next.due().isAfter(now);
      if (due && !behind.contains(next.edition().show()) && !attempt(publisher, next)) {
        return; // the target is away, for the others too
      }
      if (!due && next.state() == State.WAITING) {
        behind.add(next.edition().show());
      }
    }
  }

  /** Whether the next may be tried too. */
  private boolean attempt(Publisher publisher, Delivery delivery) {
    try {
      Optional<Episode> episode =
          benches.apply(delivery).filter(one -> one.recording().sha256().equals(delivery.sha256()));
      if (episode.isEmpty()) {
        throw new PublishException(
            Remedy.NOTHING, "Its files are gone from the work folder. Make it again.");
      }
      Publication publication = publisher.publish(episode.get());
      boolean there = publication.state() == Publication.State.PUBLISHED;
      deliveries.note(
          delivery,
          there ? State.THERE : State.SENT,
          there ? 0 : delivery.attempts() + 1,
          clock.instant().plus(there ? Duration.ZERO : backoff(delivery.attempts())),
          "");
      return true;
    } catch (PublishException e) {
      failed(delivery, e);
      return e.remedy() == Remedy.NOTHING;
    } catch (LibraryException e) { // another node has the turn now, or the library is away
      failed(delivery, new PublishException(String.valueOf(e.getMessage()), e));
      return false;
    } catch (RuntimeException e) { // a fault of ours at one target must not hold up the others
      failed(
          delivery,
          new PublishException(
              "Could not publish to '"
                  + delivery.target()
                  + "': unexpected "
                  + e.getClass().getSimpleName()
                  + ". Please report it."));
      return false;
    }
  }

  private void failed(Delivery delivery, PublishException failure) {
    deliveries.note(
        delivery,
        failure.remedy() == Remedy.NOTHING ? State.REFUSED : delivery.state(),
        delivery.attempts() + 1,
        clock.instant().plus(wait(failure, delivery.attempts())),
        String.valueOf(failure.getMessage()));
  }

  private static Duration wait(PublishException failure, int attempts) {
    return failure.remedy() == Remedy.OWNER
        ? LONGEST_WAIT
        : failure.asked().orElseGet(() -> backoff(attempts));
  }

  /** Twice as long each time, up to an hour. */
  private static Duration backoff(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
