package larksong.app;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import larksong.config.ShowFile;
import larksong.library.ListedEpisode;
import larksong.library.journal.Delivery;
import larksong.model.Edition;
import larksong.model.EditionId;

/** Which editions of a show the owner's rule ends, on the shelf and at the targets. */
record Retention(Set<EditionId> ended) {

  /**
   * What is on the shelf ends with it; what went to targets only is counted there; what was made
   * for nobody ends by its age.
   *
   * @param shelf latest first, as are the deliveries
   */
  static Retention of(
      List<ListedEpisode> shelf,
      List<Delivery> deliveries,
      List<EditionId> unpublished,
      ShowFile.Keep keep,
      ZoneId zone,
      Instant now) {
    Instant before = now.minus(keep.age());
    Set<EditionId> ended = new LinkedHashSet<>();
    for (int i = keep.editions(); i < shelf.size(); i++) {
      if (shelf.get(i).published().isBefore(before)) {
        ended.add(shelf.get(i).edition());
      }
    }
    Set<EditionId> shelved = shelf.stream().map(ListedEpisode::edition).collect(Collectors.toSet());
    List<EditionId> sent =
        new ArrayList<>(
            deliveries.stream()
                .filter(delivery -> !delivery.state().isEnding())
                .map(Delivery::edition)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    for (int i = keep.editions(); i < sent.size(); i++) {
      if (isBefore(sent.get(i), zone, before) && !shelved.contains(sent.get(i))) {
        ended.add(sent.get(i));
      }
    }
    unpublished.stream()
        .filter(edition -> isBefore(edition, zone, before))
        .filter(edition -> !shelved.contains(edition) && !sent.contains(edition))
        .forEach(ended::add);
    return new Retention(ended);
  }

  private static boolean isBefore(EditionId edition, ZoneId zone, Instant end) {
    return new Edition(edition, zone).at().toInstant().isBefore(end);
  }
}
