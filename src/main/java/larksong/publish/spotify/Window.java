package larksong.publish.spotify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * service's own clock; it alone did, with our title, language and kind; and it has no sound, then
 * and still once our own can be heard (or an hour later, where the show is full). Whoever else made
 * one in that very minute has lost nothing but an empty announcement, which a home of ours makes
 * again. Anything less is left alone.
 *
 * @param before the ids that were there, each after a blank, so that no receipt has one of them as
 *     a word
 * @param asked when that was, by the service's clock; null if it does not say
 */
record Window(String before, @Nullable Instant asked) {

  /** A call ends after a minute, here or there; the answer's time is in whole seconds. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(90);

  static Window of(Listing listing) {
    return new Window(
        listing.episodes().stream().map(one -> " " + one.id()).collect(Collectors.joining()),
        listing.now().orElse(null));
  }

  /** The one that appeared since, in a look right after the request. */
  Optional<String> appeared(Listing now, Announcement announcement, Predicate<String> known) {
    return only(now.episodes(), announcement, known);
  }

  /** The one that was made while the request was on its way, in any later look. */
  Optional<String> made(Listing later, Announcement announcement, Predicate<String> known) {
    if (asked == null) {
      return Optional.empty();
    }
    Instant from = asked.minusSeconds(1);
    Instant until = asked.plus(LONGEST_CALL);
    return only(
        later.episodes().stream()
            .filter(one -> one.created().isAfter(from) && one.created().isBefore(until))
            .toList(),
        announcement,
        known);
  }

  private Optional<String> only(
      List<Listed> listed, Announcement announcement, Predicate<String> known) {
    Set<String> there = Set.copyOf(List.of(before.strip().split(" +")));
    List<String> found =
        listed.stream()
            .filter(one -> !there.contains(one.id()) && one.isSilentOf(announcement))
            .map(Listed::id)
            .filter(id -> !known.test(id))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
