package larksong.script.outline;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.model.Item;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.spoken.Sentences;
import larksong.spoken.Spoken;

/** What everyone who tells items needs: the show, its way of speaking, its phrases. */
record Telling(Show show, Spoken spoken, Phrases phrases) {

  String say(String phrase) {
    return phrases.say(phrase);
  }

  String say(String phrase, Map<String, ?> words) {
    return phrases.say(phrase, words);
  }

  /** How what somebody else asks is told. */
  Sourced sourced() {
    return new Sourced(show, phrases);
  }

  /** A story's title and facts; what has no time of its own is today's. */
  Map<String, Object> words(Story story) {
    Map<String, Object> words = new HashMap<>();
    words.put("title", sourced().named(story.item()));
    story.facts().forEach(fact -> words.put(fact.name(), fact.phrase()));
    words.putIfAbsent(
        "at", story.fact("day").orElseGet(() -> spoken.day(LocalDate.EPOCH, LocalDate.EPOCH)));
    return words;
  }

  /** The first sentences, up to so many words, but at least one. */
  String beginning(String text, int mostWords) {
    StringBuilder beginning = new StringBuilder();
    int words = 0;
    for (String sentence : Sentences.of(text, show.language())) {
      words += sentence.split("\\s+").length;
      if (words > mostWords && !beginning.isEmpty()) {
        break;
      }
      beginning.append(beginning.isEmpty() ? "" : " ").append(sentence);
    }
    return beginning.toString();
  }

  Optional<Segment> segment(String heading, List<Line> lines, List<Story> stories) {
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Segment(phrases.say(heading), lines, ids(stories)));
  }

  static List<String> ids(List<Story> stories) {
    return stories.stream().map(story -> story.item().id()).toList();
  }

  static List<Story> of(Rundown rundown, Class<? extends Item> kind) {
    return rundown.stories().stream().filter(story -> kind.isInstance(story.item())).toList();
  }

  static Line line(String text) {
    return new Line(Show.HOST, text);
  }
}
