package larksong.publish.spotify;

import java.io.IOException;
import java.time.Duration;
import larksong.model.Edition;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;

/** What the owner reads when an episode could not be published, and what may help. */
record Said(String target) {

  private static final Duration BUSY = Duration.ofMinutes(5);

  PublishException passing(IOException failure, String more) {
    PublishException passing =
        new PublishException(
            words(Unsettled.words(failure) + more + ". It is tried again"),
            Unsettled.asked(failure).orElse(null));
    passing.initCause(failure);
    return passing;
  }

  PublishException passing(String reason) {
    return new PublishException(words(reason));
  }

  /** It is tried again at once. */
  PublishException atOnce(String reason) {
    return new PublishException(words(reason), Duration.ZERO);
  }

  PublishException forGood(String reason) {
    return new PublishException(Remedy.NOTHING, words(reason));
  }

  /** It steps aside until the owner says otherwise. */
  PublishException untilRetried(String reason, Edition edition) {
    return forGood(reason + ". Run " + retry(edition) + " to send it again");
  }

  /** The new recording is there, and what it replaces is still there too. */
  PublishException heardTwice(Refusal refusal, Edition edition) {
    return forGood(
        "the earlier recording can still be heard beside the new one, since it does not delete it: "
            + refusal.getMessage()
            + ". Delete it there, then run "
            + retry(edition));
  }

  private String retry(Edition edition) {
    return "'larksong deliveries retry " + target + " " + edition.id() + "'";
  }

  PublishException rejected() {
    return forGood(
        "it could not use the recording, which stays in the library. The next edition goes");
  }

  PublishException full() {
    return owner("its show is full. Delete episodes there, name another show, or set when-full");
  }

  PublishException owner(String reason) {
    return new PublishException(Remedy.OWNER, words(reason));
  }

  PublishException refused(Refusal refusal) {
    if (refusal.isFull()) {
      return full();
    }
    return switch (refusal.status()) {
      case 401, 403 -> owner("it refused the sign-in. Sign in again, or check the token");
      case 404 -> owner("it does not know the show or the episode. Check the show's id");
      case 429 ->
          new PublishException(
              words("it asks to come later. It is tried again"), refusal.asked().orElse(BUSY));
      default -> passing(refusal.getMessage() + ". Check the target's url; it is tried again");
    };
  }

  private String words(String reason) {
    return "Could not publish to '" + target + "': " + reason + ".";
  }
}
