package larksong.publish.spotify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is known of an edition at the service, written down before each step.
 *
 * @param sha256 of the MP3 that is to be there
 * @param title under which the episode is announced, by which an unknown one is recognised
 * @param since when it was first announced
 * @param episode its id there; empty before it is known
 * @param address that takes its bytes; empty before it is known
 * @param replaces the id of the episode that goes once this one is ready; may be empty
 * @param rejected SHA-256 of recordings that the service could not use
 * @param show where it is announced; empty in receipts that were written when there was but one
 * @param anew whether the recording is sent encoded anew, as the service could not use it as it is
 */
record Receipt(
    Step step,
    String sha256,
    String title,
    Instant since,
    String episode,
    String address,
    String replaces,
    List<String> rejected,
    String show,
    boolean anew) {

  /** What was last begun or done. */
  enum Step {
    /** An episode may or may not have been announced. */
    ANNOUNCING,
    /** It is announced and has no sound, as far as is known. */
    ANNOUNCED,
    SENT,
    READY,
    /** The service could not use the recording. */
    REJECTED
  }

  Receipt {
    rejected = List.copyOf(rejected);
    show = Objects.requireNonNullElse(show, "");
  }

  /** The beginning, for a recording in place of what an earlier receipt tells of. */
  static Receipt of(
      String sha256, String title, Instant now, String replaces, List<String> rejected) {
    return new Receipt(Step.ANNOUNCING, sha256, title, now, "", "", replaces, rejected, "", false);
  }

  /** The same, about to be announced in a show. */
  Receipt in(String where) {
    return new Receipt(
        Step.ANNOUNCING, sha256, title, since, "", "", replaces, rejected, where, anew);
  }

  Receipt announced(String id, String to) {
    return new Receipt(
        Step.ANNOUNCED, sha256, title, since, id, to, replaces, rejected, show, anew);
  }

  Receipt at(Step next) {
    return new Receipt(
        next, sha256, title, since, episode, address, replaces, rejected, show, anew);
  }

  /** The same recording, to be announced again. */
  Receipt again() {
    return in(show);
  }

  /** The same recording, to be encoded and announced again. */
  Receipt encodedAnew() {
    return new Receipt(
        Step.ANNOUNCING, sha256, title, since, "", "", replaces, rejected, show, true);
  }

  Receipt refused() {
    List<String> all = new ArrayList<>(rejected);
    all.add(sha256);
    return new Receipt(Step.REJECTED, sha256, title, since, "", "", replaces, all, show, anew);
  }
}
