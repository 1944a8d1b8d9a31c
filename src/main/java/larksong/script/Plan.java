package larksong.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.model.Story;

/**
 * An editor's order and depth for the stories of a rundown.
 *
 * @param choices by item id, in order; a story that is not named keeps its weight and comes last
 * @param findings what left for it
 */
public record Plan(List<Choice> choices, List<Finding> findings) {

  /** As it is. */
  public static final Plan NONE = new Plan(List.of(), List.of());

  /** A story's place and weight. */
  public record Choice(String id, Story.Weight weight) {}

  public Plan {
    choices = List.copyOf(choices);
    findings = List.copyOf(findings);
  }

  /**
   * The rundown in this order: news among news, notes among notes. Appointments stay in the order
   * of time, and nothing is left out or added, whatever the plan says.
   */
  public Rundown of(Rundown rundown) {
    List<String> order = choices.stream().map(Choice::id).toList();
    List<Story> stories = new ArrayList<>();
    int begin = 0;
    while (begin < rundown.stories().size()) {
      int end = begin;
      while (end < rundown.stories().size() && sameKind(rundown, begin, end)) {
        end++;
      }
      List<Story> run = new ArrayList<>(rundown.stories().subList(begin, end));
      if (isFree(run.get(0))) {
        run.replaceAll(this::weighted);
        run.sort(Comparator.comparingInt(story -> place(order, story)));
      }
      stories.addAll(run);
      begin = end;
    }
    return rundown.with(stories, rundown.gaps());
  }

  /** Whether a story's place and depth are a matter of choice. */
  public static boolean isFree(Story story) {
    return switch (story.item().type()) {
      case ARTICLE, NOTE -> true;
      case APPOINTMENT, TASK, READING, CARD -> false;
    };
  }

  private static boolean sameKind(Rundown rundown, int one, int other) {
    return rundown.stories().get(one).item().type() == rundown.stories().get(other).item().type();
  }

  private static int place(List<String> order, Story story) {
    int place = order.indexOf(story.item().id());
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  private Story weighted(Story story) {
    return choices.stream()
        .filter(choice -> choice.id().equals(story.item().id()))
        .findFirst()
        .map(choice -> new Story(story.item(), choice.weight(), story.mustSay(), story.facts()))
        .orElse(story);
  }
}
