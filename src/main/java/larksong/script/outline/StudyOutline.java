package larksong.script.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.config.Kind;
import larksong.model.Card;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.spoken.Spoken;

/** Cards as question, measured silence, answer; a chapter for each deck. */
final class StudyOutline implements OutlineWriter.Outline {

  private static final int REMEMBERED = 2;

  private final Show show;
  private final Kind.Pauses pauses;
  private final Spoken spoken;
  private final Phrases phrases;

  StudyOutline(Show show, Kind.Pauses pauses, Spoken spoken, Phrases phrases) {
    this.show = show;
    this.pauses = pauses;
    this.spoken = spoken;
    this.phrases = phrases;
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<Card> cards = cards(rundown);
    List<Segment> segments = new ArrayList<>();
    segments.add(opening(rundown, cards));
    int number = 1;
    for (Map.Entry<String, List<Card>> deck : byDeck(cards).entrySet()) {
      segments.add(deck(deck.getKey(), deck.getValue(), number));
      number += deck.getValue().size();
    }
    if (cards.size() > REMEMBERED) {
      segments.add(remember(cards.subList(cards.size() - REMEMBERED, cards.size())));
    }
    return segments;
  }

  @Override
  public String summary(Rundown rundown) {
    List<Card> cards = cards(rundown);
    return cards.isEmpty()
        ? phrases.say("quiet")
        : phrases.say(
            "summary",
            Map.of(
                "count", count(cards), "decks", spoken.list(List.copyOf(byDeck(cards).keySet()))));
  }

  private Segment opening(Rundown rundown, List<Card> cards) {
    Map<String, Object> words = OutlineWriter.words(show);
    words.put("date", spoken.date(rundown.edition().date()));
    words.put("count", count(cards));
    List<Line> lines = new ArrayList<>();
    if (cards.isEmpty()) {
      lines.add(line(phrases.say(rundown.gaps().isEmpty() ? "quiet" : "quiet.gaps")));
    } else {
      lines.add(line(phrases.opening(words)));
      lines.add(line(phrases.say("opening.how")));
    }
    return new Segment(phrases.say("opening.heading"), lines, List.of());
  }

  private Segment deck(String deck, List<Card> cards, int firstNumber) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(phrases.say("deck", Map.of("deck", deck))));
    int number = firstNumber;
    for (Card card : cards) {
      String question =
          phrases.say(
              "question",
              Map.of("number", spoken.number(number++), "question", asked(card.question())));
      lines.add(new Line(Show.HOST, question, Optional.of(pauses.recall())));
      lines.add(line(phrases.say("answer", Map.of("answer", ended(card.answer())))));
    }
    return new Segment(deck, lines, cards.stream().map(Card::id).toList());
  }

  private Segment remember(List<Card> cards) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(phrases.say("remember")));
    for (Card card : cards) {
      Map<String, String> words =
          Map.of("question", asked(card.question()), "answer", ended(card.answer()));
      lines.add(line(phrases.say("remember.card", words)));
    }
    return new Segment(
        phrases.say("remember.heading"), lines, cards.stream().map(Card::id).toList());
  }

  private String count(List<Card> cards) {
    return spoken.count(cards.size(), "question");
  }

  private static String asked(String question) {
    return question.matches(".*[.!?…]$") ? question : question + "?";
  }

  private static String ended(String answer) {
    return answer.matches(".*[.!?…]$") ? answer : answer + ".";
  }

  private static Map<String, List<Card>> byDeck(List<Card> cards) {
    Map<String, List<Card>> decks = new LinkedHashMap<>();
    cards.forEach(card -> decks.computeIfAbsent(card.deck(), deck -> new ArrayList<>()).add(card));
    return decks;
  }

  private static List<Card> cards(Rundown rundown) {
    return rundown.stories().stream()
        .map(story -> story.item())
        .filter(Card.class::isInstance)
        .map(Card.class::cast)
        .toList();
  }

  private static Line line(String text) {
    return new Line(Show.HOST, text);
  }
}
