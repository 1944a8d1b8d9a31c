package larksong.publish.spotify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import larksong.publish.spotify.SaveToSpotify.Listed;
import larksong.publish.spotify.SaveToSpotify.Listing;
import org.jspecify.annotations.Nullable;

/**
 * What a show had right before an episode was announced in it, by which an episode is recognised
 * whose announcement was never answered.
 *
 * <p>The service returns nothing that could carry a mark of ours, so three things together must
 * hold: the episode appeared while our request was on its way, by one look right after it or by the
 * service's own clock; no more did, with our title, language and kind, than answers were lost; and
 * it has no sound, then and still once our own can be heard (or an hour later, where the show is
 * full). Whoever else made one in that very minute has lost nothing but an empty announcement,
 * which a home of ours makes again. Anything less is left alone.
 *
 * @param show where it was announced
 * @param before the ids that were there, each after a blank, so that no receipt has one of them as
 *     a word
 * @param asked when that was, by the service's clock; null if it does not say
 * @param announcement what was announced
 */
record Window(String show, String before, @Nullable Instant asked, Announcement announcement) {

  /** A call ends after a minute, here or there; the answer's time is in whole seconds. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(90);

  static Window of(Listing listing, Announcement announcement) {
    return new Window(
        listing.show(),
        listing.episodes().stream().map(one -> " " + one.id()).collect(Collectors.joining()),
        listing.now().orElse(null),
        announcement);
  }

  /**
   * What a look at one show says of announcements that were lost there or in others.
   *
   * @param open those of which it says nothing
   * @param found the ids of the others
   */
  record Look(List<Window> open, List<String> found) {}

  /** A look right after the last request. */
  static Look rightAfter(List<Window> lost, Listing now, Predicate<String> known) {
    Window last = lost.get(lost.size() - 1);
    return look(
        lost,
        now,
        known,
        (window, one) ->
            window.made(one)
                || (window.equals(last)
                    && last.has(one)
                    && lost.stream().noneMatch(other -> other.made(one))));
  }

  /** Any later look; without the service's clock nothing can be told from it. */
  static Look later(List<Window> lost, Listing now, Predicate<String> known) {
    List<Window> timed = lost.stream().filter(window -> window.asked != null).toList();
    return look(timed, now, known, Window::made);
  }

  private static Look look(
      List<Window> lost,
      Listing now,
      Predicate<String> known,
      BiPredicate<Window, Listed> couldBe) {
    List<Window> here = lost.stream().filter(window -> window.show.equals(now.show())).toList();
    List<Listed> candidates =
        now.episodes().stream()
            .filter(one -> here.stream().anyMatch(window -> couldBe.test(window, one)))
            .filter(one -> !known.test(one.id()))
            .toList();
    List<Window> open = new ArrayList<>(lost);
    List<String> found = new ArrayList<>();
    for (Listed one : candidates) {
      open.stream()
          .filter(window -> here.contains(window) && couldBe.test(window, one))
          .reduce((earlier, later) -> later) // an earlier one stays open for what is listed late
          .ifPresent(
              window -> {
                open.remove(window);
                found.add(one.id());
              });
    }
    return found.size() == candidates.size()
        ? new Look(List.copyOf(open), List.copyOf(found))
        : new Look(List.copyOf(lost), List.of()); // one of them is another's, whichever it is
  }

  /** Whether it was not there before, and is just what was announced. */
  private boolean has(Listed one) {
    return !Arrays.asList(before.split(" ")).contains(one.id()) && one.isSilentOf(announcement);
  }

  /** Whether it was made while the request was on its way. */
  private boolean made(Listed one) {
    return asked != null
        && one.created().isAfter(asked.minusSeconds(1))
        && one.created().isBefore(asked.plus(LONGEST_CALL))
        && has(one);
  }
}
