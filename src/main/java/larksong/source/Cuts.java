package larksong.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;

/** Which items of a source were cut because a part of them speaks to a program, not to people. */
public final class Cuts {

  /** Items that are named; more are counted. */
  private static final int MOST_NAMED = 5;

  private final Set<String> items = new HashSet<>();
  private int lost;

  /** An item, and what its texts were read with. */
  public void note(String id, Received texts) {
    if (texts.isCut()) {
      items.add(id);
    }
  }

  /** Something that is no item, because nothing of it is for people. */
  public void lose(Received texts) {
    lost += texts.isCut() ? 1 : 0;
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
