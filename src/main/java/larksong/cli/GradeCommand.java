package larksong.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.library.journal.Grades;
import larksong.model.Card;
import larksong.model.Edition;
import larksong.model.Grade;
import larksong.model.Rundown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Notes how well the owner remembered a card. */
@Command(
    name = "grade",
    description =
        "Lists an edition's questions by number, or notes how well you remembered one; it is asked"
            + " again when it is due.",
    footer = {"", "Example: larksong grade study 2 good"})
final class GradeCommand extends Options {

  @Parameters(index = "0", paramLabel = "SHOW", description = "The show's name.")
  String show = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "The question's number in the edition; else all are listed.")
  @Nullable Integer number;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "GRADE",
      description = "again, if you had forgotten it, hard, good, or easy.")
  @Nullable Grade grade;

  @Mixin Editions editions = new Editions();

  /** A question in {@code grade --json}. */
  record Answer(int number, String question, @Nullable LocalDate due) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      Wired wired = larksong.show(show);
      Edition heard = editions.of(larksong, wired);
      List<Card> cards = cards(larksong, heard);
      if (number == null) {
        list(larksong, heard, cards);
      } else if (grade == null) {
        throw new UsageException("Expected a grade: again, hard, good, easy.");
      } else {
        note(larksong, heard, cards, number, grade);
      }
      return ExitCode.DONE;
    }
  }

  /** In the order that they were asked. */
  private static List<Card> cards(Larksong larksong, Edition edition) throws Exception {
    List<Card> cards = new ArrayList<>();
    larksong
        .studio()
        .rundown(edition)
        .map(Rundown::decks)
        .ifPresent(decks -> decks.values().forEach(cards::addAll));
    if (cards.isEmpty()) {
      throw new UsageException(
          "The edition '"
              + edition
              + "' has no question. Make it with 'larksong produce "
              + edition.show()
              + "', or name another with --edition.");
    }
    return cards;
  }

  private void list(Larksong larksong, Edition edition, List<Card> cards) {
    Map<String, LocalDate> due =
        new Grades(larksong.library().store())
            .due(edition.show(), larksong.today(edition).plusDays(1));
    List<Answer> answers = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (Card card : cards) {
      Optional<LocalDate> day = Optional.ofNullable(due.get(card.id()));
      answers.add(new Answer(answers.size() + 1, card.question(), day.orElse(null)));
      words.append(
          String.format(
              Locale.ROOT,
              "%3d  %-12s %s%n",
              answers.size(),
              day.map(LocalDate::toString).orElse("new"),
              card.question()));
    }
    answer(answers, words.toString().stripTrailing());
  }

  private void note(Larksong larksong, Edition edition, List<Card> cards, int number, Grade grade)
      throws UsageException {
    if (number < 1 || number > cards.size()) {
      throw new UsageException(
          "Expected a question from 1 to " + cards.size() + " but was " + number + ".");
    }
    Card card = cards.get(number - 1);
    LocalDate due = larksong.grade(edition, card, grade).due();
    answer(
        new Answer(number, card.question(), due),
        "Noted. This question is due again on " + due + ".");
  }
}
