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

/** Phrases of a language: asked for, silence, said slowly, silence to repeat, said naturally. */
final class PracticeOutline implements OutlineWriter.Outline {

  /** Who says a phrase, slowly and as people say it; a show gives each a voice. */
  private static final String SLOW = "slow";

  private static final String TEACHER = "teacher";

  private final Telling telling;
  private final Decks decks;
  private final Duration recall;

  PracticeOutline(Telling telling, Duration recall) {
    this.telling = telling;
    this.decks = new Decks(telling);
    this.recall = recall;
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<Segment> segments = new ArrayList<>();
    segments.add(decks.opening(rundown));
    rundown.decks().forEach((deck, cards) -> segments.add(deck(deck, cards)));
    return segments;
  }

  @Override
  public String summary(Rundown rundown) {
    return decks.summary(rundown);
  }

  private Segment deck(String deck, List<Card> cards) {
    List<Line> lines = new ArrayList<>();
    lines.add(Telling.line(telling.say("deck", Map.of("deck", deck))));
    for (Card card : cards) {
      String phrase = Decks.ended(card.answer());
      String asked = telling.say("practice.ask", Map.of("question", Decks.ended(card.question())));
      lines.add(new Line(Show.HOST, asked, Optional.of(recall)));
      lines.add(new Line(SLOW, phrase, Optional.of(recall)));
      lines.add(new Line(TEACHER, phrase, Optional.of(recall)));
    }
    return new Segment(deck, lines, cards.stream().map(Card::id).toList());
  }
}
