package larksong.source;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;

/** Which items of a source were cut because a part of them speaks to a program, not to people. */
public final class Cuts {

  /** Items that are named; more are counted. */
  private static final int MOST_NAMED = 5;

  private final Predicate<Instant> isWanted;
  private final Set<String> items = new HashSet<>();
  private int lost;

  /** Of a source that has no dates. */
  public Cuts() {
    this(at -> true);
  }

  /**
   * Of a source with dates.
   *
   * @param isWanted whether what is of a moment would be told
   */
  public Cuts(Predicate<Instant> isWanted) {
    this.isWanted = isWanted;
  }

  /** An item, and what its texts were read with. */
  public void note(String id, Received texts) {
    if (texts.isCut()) {
      items.add(id);
    }
  }

  /** Something that is no item, because nothing of it is for people, and when it was published. */
  public void lose(Received texts, Optional<Instant> at) {
    lost += texts.isCut() && at.map(isWanted::test).orElse(true) ? 1 : 0;
  }

  /** What the source reports, and what was left out of it. */
  public Gathered gathered(String source, List<Item> reported, List<Gap> gaps) {
    List<String> titles =
        reported.stream()
            .filter(item -> items.contains(item.id()))
            .map(item -> "'" + item.title() + "'")
            .toList();
    return titles.isEmpty() && lost == 0
        ? new Gathered(reported, gaps)
        : new Gathered(reported, gaps, List.of(finding(source, titles)));
  }

  private Finding finding(String source, List<String> titles) {
    int more = titles.size() - MOST_NAMED;
    String named =
        String.join(", ", titles.subList(0, Math.min(titles.size(), MOST_NAMED)))
            + (more > 0 ? " and " + more + " more" : "");
    String parts =
        titles.isEmpty()
            ? ""
            : "What speaks to a program, not to you, is left out of " + named + ". ";
    String whole =
        lost == 0 ? "" : "Left out as a whole, for the same reason: " + lost + " of its items. ";
    return new Finding(
        "for-programs", Severity.NOTE, source, parts + whole + "Look there if you miss something.");
  }
}
