package larksong.script.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;

/**
 * Numbers in the place of the ids of a rundown's items, such as {@code item-3}: an id is made from
 * what a source says, so that a model could confirm a guess by it and know an item again tomorrow.
 */
final class ItemNumbers {

  private final Map<String, String> numbers = new LinkedHashMap<>();
  private final Map<String, String> ids = new LinkedHashMap<>();

  ItemNumbers(Rundown rundown) {
    rundown.stories().forEach(story -> add(story.item().id()));
  }

  private void add(String id) {
    String number = "item-" + (numbers.size() + 1);
    numbers.put(id, number);
    ids.put(number, id);
  }

  /** What the model calls the item; {@code item-0} for one that the rundown has not. */
  String number(String id) {
    return numbers.getOrDefault(id, "item-0");
  }

  /** The id of what the model calls so; as it is, if it calls nothing so. */
  String id(String number) {
    return ids.getOrDefault(number.strip(), number);
  }

  /** The script as the model knows it. */
  Script numbered(Script script) {
    return covering(script, this::number);
  }

  /** The script of the model as it is known here. */
  Script identified(Script script) {
    return covering(script, this::id);
  }

  /** The text with the numbers of all ids in it. */
  String numbered(String text) {
    String numbered = text;
    for (Map.Entry<String, String> one : numbers.entrySet()) {
      numbered = whole(one.getKey()).matcher(numbered).replaceAll(one.getValue());
    }
    return numbered;
  }

  /** Not a part of another word. */
  private static Pattern whole(String id) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(id) + "(?![\\p{L}\\p{N}])");
  }

  private static Script covering(Script script, UnaryOperator<String> name) {
    List<Segment> segments =
        script.segments().stream()
            .map(
                segment ->
                    new Segment(
                        segment.heading(),
                        segment.lines(),
                        segment.covers().stream().map(name).toList()))
            .toList();
    return script.with(segments);
  }
}
