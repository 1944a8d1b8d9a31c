package larksong.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an edition tells, in speaking order.
 *
 * @param leftOut how many items were known and not chosen
 * @param recentOpenings the first words of the last editions, latest first, so that this one
 *     differs
 */
public record Rundown(
    Edition edition, List<Story> stories, List<Gap> gaps, int leftOut, List<Kept> recentOpenings) {

  public Rundown {
    stories = List.copyOf(stories);
    gaps = List.copyOf(gaps);
    recentOpenings = List.copyOf(recentOpenings);
  }

  /** Its study cards by the note they stand in: the order they are asked in. */
  public Map<String, List<Card>> decks() {
    Map<String, List<Card>> decks = new LinkedHashMap<>();
    for (Story story : stories) {
      if (story.item() instanceof Card card) {
        decks.computeIfAbsent(card.deck(), deck -> new ArrayList<>()).add(card);
      }
    }
    return decks;
  }

  /** What a listener is told that something rests on: each item's source and title, by its id. */
  public Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    for (Story story : stories) {
      labels.put(story.item().id(), story.item().source() + ": " + story.item().title());
    }
    return labels;
  }

  /** The same rundown with only these stories and gaps. */
  public Rundown with(List<Story> chosen, List<Gap> told) {
    return new Rundown(edition, chosen, told, leftOut, recentOpenings);
  }
}
