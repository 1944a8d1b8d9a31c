package larksong.proof;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import larksong.model.Card;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;

/** Holds a study guide's answers back until their pause. */
final class Answers {

  /** Characters; below it an answer's words say little. */
  private static final int SHORTEST_HINT = 8;

  private Answers() {}

  /**
   * After a question there is a silence, and neither the question nor anything before the cards
   * gives the answer away. An answer of a word or two may stand anywhere by chance.
   */
  static void check(Rundown rundown, Script script, List<Finding> findings) {
    for (Story story : rundown.stories()) {
      if (story.item() instanceof Card card) {
        answer(card, script, findings);
      }
    }
  }

  private static void answer(Card card, Script script, List<Finding> findings) {
    Pattern question = words(card.question());
    Pattern answer = words(card.answer());
    boolean mayHint =
        card.answer().length() >= SHORTEST_HINT && !answer.matcher(card.question()).find();
    boolean asked = false;
    for (Segment segment : script.segments()) {
      boolean covers = segment.covers().contains(card.id());
      for (Line line : segment.lines()) {
        boolean asks = covers && line.pause().isPresent() && question.matcher(line.text()).find();
        boolean hints = !asked && (asks || segment.covers().isEmpty());
        if (mayHint && hints && answer.matcher(line.text()).find()) {
          findings.add(hold("answer-too-early", card.id(), "The answer is said before the pause."));
        }
        asked |= asks;
      }
    }
    boolean covered =
        script.segments().stream().anyMatch(segment -> segment.covers().contains(card.id()));
    if (covered && !asked) {
      findings.add(hold("no-pause", card.id(), "No silence follows the question."));
    }
  }

  /** The same words in a row, in any letters; marks at the end do not count. */
  private static Pattern words(String text) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + Pattern.quote(plain(text)) + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[.!?…]+$", "").strip();
  }

  private static Finding hold(String check, String where, String reason) {
    return new Finding(check, Severity.HOLD, where, reason);
  }
}
