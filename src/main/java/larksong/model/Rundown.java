package larksong.model;

import java.util.List;

/**
 * What an edition tells, in speaking order.
 *
 * @param leftOut how many items were known and not chosen
 * @param recentOpenings the first words of the last editions, latest first, so that this one
 *     differs
 */
public record Rundown(
    Edition edition,
    List<Story> stories,
    List<Gap> gaps,
    int leftOut,
    List<String> recentOpenings) {

  public Rundown {
    stories = List.copyOf(stories);
    gaps = List.copyOf(gaps);
    recentOpenings = List.copyOf(recentOpenings);
  }

  /** The same rundown with only these stories and gaps. */
  public Rundown with(List<Story> chosen, List<Gap> told) {
    return new Rundown(edition, chosen, told, leftOut, recentOpenings);
  }
}
