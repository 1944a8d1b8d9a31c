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
 * our own clock, but for those of its windows.
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
 * @param windows what was there before each announcement that may have been made and was not seen
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
    List<Window> windows,
    List<String> leftovers,
    List<String> orphans,
    Tries tries) {

  /** More answers in a row were never seen lost; each holds all ids of a full show. */
  private static final int MOST_WINDOWS = 20;

  /** What was last begun or done. */
  enum Step {
    /** An episode may or may not have been announced. */
    ANNOUNCING,
    /** It is announced and has no sound, as far as is known. */
    ANNOUNCED,
    SENT,
    /** The service has its sound and is at work on it. */
    TAKEN,
    /** It can be heard, and so can what it replaces, whose deletion was refused. */
    HEARD,
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
    windows = copy(windows);
    leftovers = copy(leftovers);
    orphans = copy(orphans);
    tries = Objects.requireNonNullElse(tries, Tries.NONE);
  }

  /** None in receipts that were written before there were any. */
  private static <T> List<T> copy(@Nullable List<T> kept) {
    return kept == null ? List.of() : List.copyOf(kept);
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
        List.of(),
        List.of(),
        List.of(),
        Tries.NONE);
  }

  /** The beginning, for another recording than the one this receipt is of. */
  Receipt inPlace(String other, String newTitle, Instant now) {
    boolean sent = Set.of(Step.SENT, Step.TAKEN, Step.HEARD).contains(step);
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
        windows,
        silent ? and(leftovers, episode) : leftovers,
        orphans,
        Tries.NONE);
  }

  /** About to be announced in a show. */
  Receipt in(String where, Window before, Instant now) {
    List<Window> all = new ArrayList<>(last(windows, MOST_WINDOWS - 1));
    all.add(before);
    return with(Step.ANNOUNCING, now, "", "", where, all, leftovers, orphans, tries);
  }

  /** The announcement was refused. */
  Receipt unmade(String where) {
    return with(step, at, episode, address, where, windows, leftovers, orphans, tries);
  }

  /** The announcement was answered. */
  Receipt announced(String id, String to, Instant now) {
    Tries told = new Tries(tries.refused, tries.resent, false);
    List<Window> others = windows.subList(0, windows.size() - 1);
    return with(Step.ANNOUNCED, now, id, to, show, others, leftovers, orphans, told);
  }

  Receipt at(Step next, Instant now) {
    return with(next, now, episode, address, show, windows, leftovers, orphans, tries);
  }

  /** A look was taken at what was lost. */
  Receipt after(Window.Look look) {
    List<String> all = new ArrayList<>(orphans);
    all.addAll(look.found());
    return with(step, at, episode, address, show, look.open(), leftovers, all, tries);
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
        List.of(),
        leftovers,
        orphans,
        Tries.NONE);
  }

  /** A show is gone, and with it what was lost there. */
  Receipt without(String gone) {
    List<Window> others = windows.stream().filter(one -> !one.show().equals(gone)).toList();
    return with(step, at, episode, address, show, others, leftovers, orphans, tries);
  }

  /** How many announcements were lost and have not ended, as far as is known. */
  int lost() {
    return windows.size() + orphans.size();
  }

  Receipt leaving(List<String> nowLeftovers, List<String> nowOrphans) {
    return with(step, at, episode, address, show, windows, nowLeftovers, nowOrphans, tries);
  }

  /** The same recording, to be announced again. */
  Receipt again(Tries after, Instant now) {
    return with(
        Step.ANNOUNCING, now, "", "", show, windows, and(leftovers, episode), orphans, after);
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
        windows,
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
        windows,
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
      List<Window> nowWindows,
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
        nowWindows,
        nowLeftovers,
        nowOrphans,
        nowTries);
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
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
