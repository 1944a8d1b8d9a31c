package larksong.script.outline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.model.Card;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Show;

/** Cards as question, measured silence, answer; a chapter for each deck. */
final class StudyOutline implements OutlineWriter.Outline {

  private static final int REMEMBERED = 2;

  private final Telling telling;
  private final Decks decks;
  private final Duration recall;

  StudyOutline(Telling telling, Duration recall) {
    this.telling = telling;
    this.decks = new Decks(telling);
    this.recall = recall;
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<Card> cards = Decks.cards(rundown);
    List<Segment> segments = new ArrayList<>();
    segments.add(decks.opening(rundown));
    int number = 1;
    for (Map.Entry<String, List<Card>> deck : rundown.decks().entrySet()) {
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
    return decks.summary(rundown);
  }

  private Segment deck(String deck, List<Card> cards, int firstNumber) {
    List<Line> lines = new ArrayList<>();
    lines.add(Telling.line(telling.say("deck", Map.of("deck", deck))));
    int number = firstNumber;
    for (Card card : cards) {
      String question =
          telling.say(
              "question",
              Map.of(
                  "number",
                  telling.spoken().number(number++),
                  "question",
                  Decks.asked(card.question())));
      lines.add(new Line(Show.HOST, question, Optional.of(recall)));
      lines.add(Telling.line(telling.say("answer", Map.of("answer", Decks.ended(card.answer())))));
    }
    return new Segment(deck, lines, cards.stream().map(Card::id).toList());
  }

  private Segment remember(List<Card> cards) {
    List<Line> lines = new ArrayList<>();
    lines.add(Telling.line(telling.say("remember")));
    for (Card card : cards) {
      Map<String, String> words =
          Map.of("question", Decks.asked(card.question()), "answer", Decks.ended(card.answer()));
      lines.add(Telling.line(telling.say("remember.card", words)));
    }
    return new Segment(
        telling.say("remember.heading"), lines, cards.stream().map(Card::id).toList());
  }
}
