package larksong.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import larksong.files.WholeFile;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.journal.Delivery.State;
import larksong.library.store.LibraryException;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Show;
import larksong.publish.PublishException.Remedy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings episodes to their targets, to each in the order of its editions: what cannot go out waits
 * and goes later, and one target never waits for another.
 */
public final class Backlog {

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** So many of the latest editions are looked for. */
  private static final int COUNTED = 100;

  /** So many before each edition of the show. */
  private static final int GLANCED = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final Deliveries deliveries;
  private final Editions editions;
  private final Turns turns;
  private final UnaryOperator<String> keys;
  private final Clock clock;

  /**
   * A backlog.
   *
   * @param keys gives of a target's name that by which it is known for ever
   */
  public Backlog(
      Deliveries deliveries,
      Editions editions,
      Turns turns,
      UnaryOperator<String> keys,
      Clock clock) {
    this.deliveries = deliveries;
    this.editions = editions;
    this.turns = turns;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Brings an episode to a target, after those that wait for it already.
   *
   * @return where it is; not yet published if the target is still at work on it
   * @throws PublishException if it waits now, or was refused
   */
  public Publication bring(Publisher publisher, Episode episode) throws PublishException {
    String target = keys.apply(publisher.target());
    expect(target, episode);
    lost(publisher, target, episode.edition());
    look(publisher, episode.edition().show());
    deliveries.hurry(target);
    goOn(publisher);
    Delivery now = deliveries.find(target, episode.edition()).orElseThrow();
    return switch (now.state()) {
      case THERE -> publication(now, Publication.State.PUBLISHED);
      case SENT -> publication(now, Publication.State.SENT);
      case WAITING ->
          throw new PublishException(Remedy.QUEUE, why(now) + " It waits and goes later.");
      case REFUSED, LOST -> throw new PublishException(Remedy.NOTHING, now.reason());
      case DROPPED ->
          throw new PublishException(
              Remedy.NOTHING,
              "You dropped it for '"
                  + publisher.target()
                  + "'. 'larksong deliveries retry' brings it all the same.");
      case ENDING -> throw new PublishException(Remedy.NOTHING, "The show's rule ended it.");
      case DELETING -> throw new PublishException(Remedy.NOTHING, "You deleted it.");
    };
  }

  private void expect(String target, Episode episode) throws PublishException {
    Edition edition = episode.edition();
    try {
      for (Path file : List.of(episode.mp3(), episode.transcript(), episode.cover())) {
        WholeFile.force(file); // from here on a row names them
      }
      deliveries.expect(target, edition, episode.recording().sha256(), editions.lease(edition));
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
  private void lost(Publisher publisher, String target, Edition edition) throws PublishException {
    Delivery known = deliveries.find(target, edition).orElseThrow();
    if (known.state() == State.THERE && publisher.find(edition, known.sha256()).isEmpty()) {
      deliveries.note(known, State.WAITING, 0, clock.instant(), "");
    }
  }

  private static String why(Delivery waiting) {
    String reason =
        waiting.reason().isEmpty()
            ? "Earlier editions wait for '" + waiting.label() + "'"
            : waiting.reason();
    return reason.endsWith(".") ? reason : reason + ".";
  }

  private static Publication publication(Delivery delivery, Publication.State state) {
    return new Publication(delivery.label(), state, "", delivery.sha256());
  }

  /**
   * Holds what a target should have against what it has, and notes what it lost; the owner decides
   * whether that goes there again.
   *
   * @return how many of the latest it should have, and does
   */
  public int count(Publisher publisher) throws PublishException {
    return count(publisher, "", COUNTED);
  }

  /** A target that cannot be looked into now says so when the edition is brought. */
  private void look(Publisher publisher, String show) {
    try {
      count(publisher, show, GLANCED);
    } catch (PublishException e) {
      LOG.debug("'{}' cannot be looked into", publisher.target()); // its reason may quote anyone
    }
  }

  private int count(Publisher publisher, String show, int most) throws PublishException {
    Map<Edition, Delivery> there = new LinkedHashMap<>();
    for (Delivery one : deliveries.there(keys.apply(publisher.target()))) {
      if (there.size() < most && (show.isEmpty() || one.edition().show().equals(show))) {
        there.put(edition(one), one);
      }
    }
    Map<Edition, String> sounds = new LinkedHashMap<>();
    there.forEach((edition, delivery) -> sounds.put(edition, delivery.sha256()));
    Set<Edition> lost = publisher.lost(sounds);
    for (Edition edition : lost) {
      Delivery delivery = Objects.requireNonNull(there.get(edition));
      deliveries.note(
          delivery,
          State.LOST,
          0,
          clock.instant(),
          "It was there, and is not any more. 'larksong deliveries retry "
              + publisher.target()
              + "' brings it again.");
    }
    if (!lost.isEmpty()) {
      LOG.warn(
          "'{}' had {} editions that are not there any more; see 'larksong deliveries'",
          publisher.target(),
          lost.size());
    }
    return there.size() - lost.size();
  }

  /** In the show's zone; no publisher knows it by that. */
  private Edition edition(Delivery delivery) {
    return new Edition(
        delivery.edition(),
        editions.show(delivery.edition().show()).<ZoneId>map(Show::zone).orElse(ZoneOffset.UTC));
  }

  /** Has something tried again at once, whatever became of it; what is to go is not brought. */
  public void retry(Publisher publisher, Delivery delivery) {
    boolean ending = delivery.state().isEnding();
    if (!ending) {
      publisher.retry(edition(delivery));
    }
    deliveries.note(delivery, ending ? delivery.state() : State.WAITING, 0, clock.instant(), "");
  }

  /** Gives something up. */
  public void drop(Delivery delivery) {
    if (delivery.state().isEnding()) {
      deliveries.leave(delivery, "");
    } else {
      deliveries.note(delivery, State.DROPPED, 0, clock.instant(), "");
    }
  }

  /** What is known of a show at any target, the latest edition first. */
  public List<Delivery> of(String show) {
    return deliveries.of(show);
  }

  /** What is not there, of every target. */
  public List<Delivery> missing() {
    return deliveries.missing();
  }

  /** Goes on with what is due for a target; one process at a time. */
  public void goOn(Publisher publisher) throws PublishException {
    try {
      Turns.Turn turn = turns.take(keys.apply(publisher.target()));
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
    for (Delivery next : deliveries.open(keys.apply(publisher.target()))) {
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
      if (delivery.state().isEnding()) {
        withdraw(publisher, delivery);
        return true;
      }
      Optional<Episode> episode =
          editions
              .episode(delivery)
              .filter(one -> one.recording().sha256().equals(delivery.sha256()));
      if (episode.isEmpty()) {
        throw new PublishException(
            Remedy.NOTHING, "Its files are gone or damaged here. Make it again.");
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
      return e.remedy() == Remedy.NOTHING
          || delivery.state() == State.SENT
          || (delivery.state().isEnding() && e.remedy() == Remedy.OWNER);
    } catch (LibraryException e) { // another node has the turn now, or the library is away
      failed(delivery, new PublishException(String.valueOf(e.getMessage()), e));
      return false;
    } catch (RuntimeException e) { // a fault of ours with one edition must not hold up the others
      failed(
          delivery,
          new PublishException(
              "Could not publish to '"
                  + publisher.target()
                  + "': unexpected "
                  + e.getClass().getSimpleName()
                  + ". Please report it."));
      return true;
    }
  }

  private void withdraw(Publisher publisher, Delivery delivery) throws PublishException {
    boolean deleted = delivery.state() == State.DELETING;
    try {
      Optional<Show> show = editions.show(delivery.edition().show());
      if (show.isPresent() && deleted) {
        publisher.delete(show.get(), edition(delivery));
      } else if (show.isPresent()) {
        publisher.withdraw(show.get(), edition(delivery));
      } else if (deleted) {
        throw new PublishException(
            Remedy.NOTHING,
            "There is no such show any more. Delete " + delivery.edition() + " there by hand.");
      }
      deliveries.forget(delivery);
    } catch (PublishException e) {
      if (e.remedy() != Remedy.NOTHING) {
        throw e;
      }
      LOG.warn(
          "{} cannot be taken away from '{}', and stays there",
          delivery.edition(),
          publisher.target());
      if (deleted) {
        deliveries.leave(delivery, String.valueOf(e.getMessage()));
      } else {
        deliveries.forget(delivery);
      }
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
