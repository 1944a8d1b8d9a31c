package larksong.publish.spotify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.model.Episode;
import larksong.publish.PublishException;
import larksong.publish.Receipts;
import larksong.publish.spotify.SaveToSpotify.Announced;
import larksong.publish.spotify.SaveToSpotify.Listing;
import larksong.publish.spotify.Window.Look;

/** Announces episodes, and ends what was announced in vain; nothing that no receipt names. */
record Announcer(SaveToSpotify service, Receipts receipts, Clock clock, Said said) {

  /** A fresh episode may be missing from a listing. */
  private static final int LOOKS = 3;

  private static final int FAILED_LOOKS = 5;

  /** What passes has passed by then; the service has been seen to take 16 minutes. */
  static final Duration PATIENCE = Duration.ofHours(1);

  /** Writes a receipt down. */
  @FunctionalInterface
  interface Keep {
    Receipt down(Receipt receipt);
  }

  /**
   * Announces an episode in a show.
   *
   * @param keep writes a receipt down
   * @throws Refusal if the sign-in, the show or the moment is in its way
   * @throws PublishException if it was refused for good, or may have been announced; what may be is
   *     in the receipt
   */
  Receipt announce(Receipt before, String show, Episode episode, Keep keep)
      throws Refusal, IOException, PublishException {
    Announcement announcement =
        new Announcement(before.title(), episode.show().language().toLanguageTag());
    Optional<String> picture = picture(episode);
    Listing there = service.list(show);
    Receipt looked = before.after(Window.later(before.windows(), there, receipts::mention));
    Receipt clean = withoutLeftovers(looked);
    Receipt receipt = keep.down(clean.in(show, Window.of(there, announcement), clock.instant()));
    try {
      Announced announced =
          service.announce(show, announcement, new Description(episode).notes(), picture);
      return keep.down(receipt.announced(announced.id(), announced.address(), clock.instant()));
    } catch (IOException e) {
      Receipt after = lookedFor(receipt, show);
      keep.down(after);
      throw said.passing(
          e,
          after.windows().isEmpty() ? "" : ". It is not certain whether the episode was announced");
    } catch (Refusal e) {
      keep.down(clean.unmade(show));
      boolean lasts = !receipt.since().plus(PATIENCE).isAfter(clock.instant());
      if (e.isOfContent() || (e.isOfMoment() && lasts)) {
        throw said.untilRetried(
            "it does not take the episode: " + e.getMessage(), episode.edition());
      }
      throw e;
    }
  }

  /** An episode whose picture is refused goes without it. */
  private Optional<String> picture(Episode episode) throws Refusal, IOException, PublishException {
    try {
      return Optional.of(service.picture(episode.cover()));
    } catch (Refusal e) {
      if (e.isOfSender()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Right after an announcement that was not answered. */
  private Receipt lookedFor(Receipt receipt, String show) throws PublishException {
    int seen = 0;
    for (int failed = 0; seen < LOOKS && failed < FAILED_LOOKS; ) {
      try {
        Look look = Window.rightAfter(receipt.windows(), service.list(show), receipts::mention);
        if (!look.found().isEmpty()) {
          return receipt.after(look);
        }
        seen++;
      } catch (InterruptedIOException e) {
        return receipt; // nobody is there to be looked at
      } catch (Refusal | IOException e) {
        failed++;
      }
    }
    return receipt;
  }

  /** Deletes what was given to the edition in vain. */
  Receipt withoutLeftovers(Receipt receipt) throws Refusal, IOException, PublishException {
    return receipt.leaving(left(receipt.leftovers()), receipt.orphans());
  }

  /** Deletes that, and what was lost and still has no sound, in whichever show. */
  Receipt cleared(Receipt receipt) throws Refusal, IOException, PublishException {
    Receipt found = found(receipt);
    List<String> lost = new ArrayList<>();
    for (String id : found.orphans()) {
      if (!isEnded(id)) {
        lost.add(id);
      }
    }
    return found.leaving(left(found.leftovers()), lost);
  }

  /** What earlier attempts may have left, whose end was not seen. */
  private Receipt found(Receipt receipt) throws Refusal, IOException, PublishException {
    Receipt found = receipt;
    for (String show : receipt.windows().stream().map(Window::show).distinct().toList()) {
      try {
        found = found.after(Window.later(found.windows(), service.list(show), receipts::mention));
      } catch (Refusal e) {
        if (e.status() != 404) {
          throw e;
        }
        found = found.without(show);
      }
    }
    return found;
  }

  private List<String> left(List<String> ids) throws Refusal, IOException, PublishException {
    List<String> left = new ArrayList<>();
    for (String id : ids) {
      if (!deleted(id)) {
        left.add(id);
      }
    }
    return left;
  }

  /** What got a sound since is another's. */
  private boolean isEnded(String orphan) throws Refusal, IOException, PublishException {
    try {
      return !service.readiness(orphan).equals("NOT_READY") || deleted(orphan);
    } catch (Refusal e) {
      if (e.isOfSender()) {
        throw e;
      }
      return e.status() == 404;
    }
  }

  /** What it refuses to delete holds up nothing: it has no sound, and stays named. */
  private boolean deleted(String id) throws Refusal, IOException, PublishException {
    try {
      service.delete(id);
      return true;
    } catch (Refusal e) {
      if (e.isOfSender()) {
        throw e;
      }
      return false;
    }
  }
}
