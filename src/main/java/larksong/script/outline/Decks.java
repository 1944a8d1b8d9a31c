package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larksong.model.Card;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Segment;

/** Cards by the note they stand in, and what is said of them before the first. */
record Decks(Telling telling) {

  static List<Card> cards(Rundown rundown) {
    return rundown.stories().stream()
        .map(story -> story.item())
        .filter(Card.class::isInstance)
        .map(Card.class::cast)
        .toList();
  }

  Segment opening(Rundown rundown) {
    Map<String, Object> words = OutlineWriter.words(telling.show());
    words.put("date", telling.spoken().date(rundown.edition().date()));
    words.put("count", count(rundown));
    List<Line> lines = new ArrayList<>();
    if (cards(rundown).isEmpty()) {
      lines.add(Telling.line(telling.say(rundown.gaps().isEmpty() ? "quiet" : "quiet.gaps")));
    } else {
      lines.add(Telling.line(telling.phrases().opening(words)));
      lines.add(Telling.line(telling.say("opening.how")));
    }
    return new Segment(telling.say("opening.heading"), lines, List.of());
  }

  String summary(Rundown rundown) {
    return cards(rundown).isEmpty()
        ? telling.say("quiet")
        : telling.say(
            "summary",
            Map.of(
                "count",
                count(rundown),
                "decks",
                telling.spoken().list(List.copyOf(rundown.decks().keySet()))));
  }

  private String count(Rundown rundown) {
    return telling.spoken().count(cards(rundown).size(), "question");
  }

  static String asked(String question) {
    return question.matches(".*[.!?…]$") ? question : question + "?";
  }

  static String ended(String answer) {
    return answer.matches(".*[.!?…]$") ? answer : answer + ".";
  }
}
