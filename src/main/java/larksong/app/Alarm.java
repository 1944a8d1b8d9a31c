package larksong.app;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import larksong.alert.Messenger;
import larksong.alert.WebMessenger;
import larksong.egress.Errand;
import larksong.library.journal.Delivery;
import larksong.library.journal.Troubles;
import larksong.model.Edition;
import larksong.model.Level;
import larksong.model.RunStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the owner once of each trouble, and once when it is over; and an outside watch of all. */
final class Alarm {

  private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

  /** A target may be away for a moment. */
  private static final int PATIENCE = 3;

  private final Troubles troubles;
  private final List<Messenger> messengers;
  private final WebMessenger web;

  Alarm(Troubles troubles, Collection<Messenger> messengers, WebMessenger web) {
    this.troubles = troubles;
    this.messengers = List.copyOf(messengers);
    this.web = web;
  }

  /**
   * An edition of a show ended; its check, if it has one, is pinged.
   *
   * @param how what is less about it than should be, such as "without a model"; else empty
   */
  void ended(Edition edition, RunStatus status, String how, Optional<URI> check) {
    Errand.Scope scope = Errand.current().about(edition.id()).begin();
    try {
      end(edition, status, how, check);
    } finally {
      scope.close();
    }
  }

  private void end(Edition edition, RunStatus status, String how, Optional<URI> check) {
    boolean well = status == RunStatus.PUBLISHED || status == RunStatus.SKIPPED;
    check.ifPresent(address -> ping(address, well));
    String show = edition.show();
    if (well && how.isEmpty()) {
      over("show " + show, show + " is made again", edition + " was made.");
    } else if (well) {
      begun(
          "show " + show,
          show + " is less than it should be",
          edition + " was made " + how + ", as it could not be made otherwise in time.");
    } else {
      begun(
          "show " + show,
          show + " was not made",
          status == RunStatus.HELD
              ? "A check held " + edition + ". Read it in the studio and decide."
              : edition + " failed. Run 'larksong doctor', or look into the studio.");
    }
  }

  /** What is missing at a target, after it was tried again. */
  void missing(String target, List<Delivery> missing) {
    boolean late =
        missing.stream()
            .filter(delivery -> delivery.state() == Delivery.State.WAITING)
            .anyMatch(delivery -> delivery.attempts() >= PATIENCE);
    if (late) {
      begun("target " + target, "Nothing gets to " + target, "Run 'larksong doctor' to see why.");
    } else {
      over("target " + target, target + " is reached again", "It takes what waited.");
    }
    long lost =
        missing.stream().filter(delivery -> delivery.state() == Delivery.State.LOST).count();
    if (lost > 0) {
      begun(
          "lost " + target,
          target + " lost " + lost + (lost == 1 ? " edition" : " editions"),
          "'larksong deliveries' lists what was there and is not any more.");
    } else {
      over("lost " + target, target + " is whole again", "It has what it should have.");
    }
    missing.stream()
        .filter(delivery -> delivery.state() == Delivery.State.REFUSED)
        .forEach(this::refused);
  }

  /** What will keep editions from a target, if anything will. */
  void ahead(String target, Optional<String> problem) {
    String trouble = "ahead " + target;
    if (problem.isPresent()) {
      begun(trouble, target + " needs you", problem.get());
    } else {
      over(trouble, target + " is well again", "Nothing is in the way of the next edition.");
    }
  }

  private void refused(Delivery delivery) {
    String edition = delivery.edition().text();
    begun(
        "refused " + delivery.target() + " " + edition,
        delivery.label() + " does not take " + edition,
        "The next edition goes. 'larksong deliveries' says why.");
  }

  private void begun(String trouble, String title, String text) {
    if (troubles.begin(trouble)) {
      tell(title, text);
    }
  }

  private void over(String trouble, String title, String text) {
    if (troubles.end(trouble)) {
      tell(title, text);
    }
  }

  /** It names shows, editions and targets; no words of a source are in it. */
  private void tell(String title, String text) {
    Errand.Scope scope = Errand.current().of(Level.FREE).begin();
    try {
      for (Messenger messenger : messengers) {
        try {
          messenger.tell(title, text);
        } catch (IOException e) {
          LOG.warn("The owner could not be told: {}", e.getMessage());
        }
      }
    } finally {
      scope.close();
    }
  }

  private void ping(URI check, boolean well) {
    try {
      web.ping(check, well);
    } catch (IOException e) {
      LOG.warn("The outside watch could not be told: {}", e.getMessage());
    }
  }
}
