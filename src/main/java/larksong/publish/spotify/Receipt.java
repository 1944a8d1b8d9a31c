package larksong.publish.spotify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an edition at the service, written down before each step. All its times are by
 * our own clock, but for that of its window.
 *
 * @param sha256 of the MP3 that is to be there
 * @param title under which the episode is announced
 * @param since when it was begun
 * @param at when its last step was taken
 * @param episode its id there; empty before it is known
 * @param address that takes its bytes; empty before it is known
 * @param replaces the id of the episode that goes once this one is ready; may be empty
 * @param rejected SHA-256 of recordings that the service could not use
 * @param show where it is announced; empty before that
 * @param anew whether the recording is sent encoded anew, as the service could not use it as it is
 * @param window what was there before an announcement that may have been made; null if none may
 * @param leftovers ids that were given to this edition and are to be deleted
 * @param orphans ids that an announcement left whose answer was lost: deleted while without sound
 * @param tries what was tried with this recording
 */
record Receipt(
    Step step,
    String sha256,
    String title,
    Instant since,
    Instant at,
    String episode,
    String address,
    String replaces,
    List<String> rejected,
    String show,
    boolean anew,
    @Nullable Window window,
    List<String> leftovers,
    List<String> orphans,
    Tries tries) {

  /** What was last begun or done. */
  enum Step {
    /** An episode may or may not have been announced. */
    ANNOUNCING,
    /** It is announced and has no sound, as far as is known. */
    ANNOUNCED,
    SENT,
    /** The service has its sound and is at work on it. */
    TAKEN,
    READY,
    /** The service could not use the recording. */
    REJECTED
  }

  /**
   * What was tried with a recording.
   *
   * @param refused how many addresses in a row refused it
   * @param resent whether it was sent again because the first never arrived
   * @param wanted whether the owner wants it sent again if it is gone
   */
  record Tries(int refused, boolean resent, boolean wanted) {
    static final Tries NONE = new Tries(0, false, false);
  }

  Receipt {
    at = Objects.requireNonNullElse(at, since);
    rejected = copy(rejected);
    show = Objects.requireNonNullElse(show, "");
    leftovers = copy(leftovers);
    orphans = copy(orphans);
    tries = Objects.requireNonNullElse(tries, Tries.NONE);
  }

  /** None in receipts that were written before there were any. */
  private static List<String> copy(@Nullable List<String> ids) {
    return ids == null ? List.of() : List.copyOf(ids);
  }

  /** The beginning, for a recording that is new there. */
  static Receipt of(String sha256, String title, Instant now) {
    return new Receipt(
        Step.ANNOUNCING,
        sha256,
        title,
        now,
        now,
        "",
        "",
        "",
        List.of(),
        "",
        false,
        null,
        List.of(),
        List.of(),
        Tries.NONE);
  }

  /** The beginning, for another recording than the one this receipt is of. */
  Receipt inPlace(String other, String newTitle, Instant now) {
    boolean sent = step == Step.SENT || step == Step.TAKEN;
    boolean silent = step == Step.ANNOUNCED || (sent && !replaces.isEmpty());
    Receipt begun = Receipt.of(other, newTitle, now);
    return new Receipt(
        begun.step,
        begun.sha256,
        begun.title,
        now,
        now,
        "",
        "",
        silent || episode.isEmpty() ? replaces : episode, // what can be heard plays on until then
        rejected,
        show,
        false,
        window,
        silent ? and(leftovers, episode) : leftovers,
        orphans,
        Tries.NONE);
  }

  /** About to be announced in a show. */
  Receipt in(String where, Window before, Instant now) {
    return with(Step.ANNOUNCING, now, "", "", where, before, leftovers, orphans, tries);
  }

  Receipt announced(String id, String to, Instant now) {
    Tries told = new Tries(tries.refused, tries.resent, false);
    return with(Step.ANNOUNCED, now, id, to, show, null, leftovers, orphans, told);
  }

  Receipt at(Step next, Instant now) {
    return with(next, now, episode, address, show, window, leftovers, orphans, tries);
  }

  /** What was lost is found, or nothing was lost. */
  Receipt settled(List<String> found) {
    List<String> all = new ArrayList<>(orphans);
    all.addAll(found);
    return with(step, at, episode, address, show, null, leftovers, all, tries);
  }

  /** It can be heard, in place of what it replaces. */
  Receipt ready(Instant now) {
    return new Receipt(
        Step.READY,
        sha256,
        title,
        since,
        now,
        episode,
        "",
        "",
        rejected,
        show,
        anew,
        null,
        leftovers,
        orphans,
        Tries.NONE);
  }

  Receipt leaving(List<String> nowLeftovers, List<String> nowOrphans) {
    return with(step, at, episode, address, show, window, nowLeftovers, nowOrphans, tries);
  }

  /** The same recording, to be announced again. */
  Receipt again(Tries after, Instant now) {
    return with(Step.ANNOUNCING, now, "", "", show, null, and(leftovers, episode), orphans, after);
  }

  Tries refusedOnce() {
    return new Tries(tries.refused + 1, tries.resent, tries.wanted);
  }

  Tries resent() {
    return new Tries(tries.refused, true, false);
  }

  /** As the owner says: whatever was refused or is gone goes once more. */
  Receipt wanted(Instant now) {
    return new Receipt(
        step == Step.REJECTED ? Step.ANNOUNCING : step,
        sha256,
        title,
        now,
        at,
        episode,
        address,
        replaces,
        List.of(),
        show,
        anew,
        window,
        leftovers,
        orphans,
        new Tries(0, false, true));
  }

  /** The same recording, to be encoded and announced again. */
  Receipt encodedAnew(Instant now) {
    return unusable(Step.ANNOUNCING, rejected, true, now);
  }

  Receipt refused(Instant now) {
    return unusable(Step.REJECTED, and(rejected, sha256), anew, now);
  }

  private Receipt unusable(Step next, List<String> nowRejected, boolean nowAnew, Instant now) {
    return new Receipt(
        next,
        sha256,
        title,
        since,
        now,
        "",
        "",
        replaces,
        nowRejected,
        show,
        nowAnew,
        null,
        and(leftovers, episode),
        orphans,
        tries);
  }

  private Receipt with(
      Step next,
      Instant when,
      String id,
      String to,
      String where,
      @Nullable Window before,
      List<String> nowLeftovers,
      List<String> nowOrphans,
      Tries nowTries) {
    return new Receipt(
        next,
        sha256,
        title,
        since,
        when,
        id,
        to,
        replaces,
        rejected,
        where,
        anew,
        before,
        nowLeftovers,
        nowOrphans,
        nowTries);
  }

  private static List<String> and(List<String> ids, String another) {
    Set<String> all = new LinkedHashSet<>(ids);
    if (!another.isEmpty()) {
      all.add(another);
    }
    return List.copyOf(all);
  }

  /** Whether its last step is so long ago; a clock that was set back begins anew. */
  boolean isOlder(Duration age, Instant now) {
    return !at.plus(age).isAfter(now);
  }
}
