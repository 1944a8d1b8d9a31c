package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.privacy.NamedSecret.How;

/** Answers to what a site asks of those who forgot their password. */
final class SecurityAnswers {

  private static final CueWords QUESTIONS = CueWords.read("announcing.tsv", "question"::equals);
  private static final CueWords ANSWERS = CueWords.read("announcing.tsv", "answer"::equals);

  private static final int WINDOW = 200;
  private static final int MOST_BETWEEN = 5;

  /** To the end of the line or sentence; five words at most. */
  private static final Pattern VALUE =
      Pattern.compile(
          "^((?:[\\p{L}]{1,4}[.] )?[^\\s.,;!?()\"”“»]+(?:[ \\x{A0}][^\\s.,;!?()\"”“»]+){0,4})");

  /** {@code … = Rex}, {@code … -> Rex}, {@code …? Rex}, within the line. */
  private static final Pattern MARKED =
      Pattern.compile("^[^\\n=→⇒]{0,120}?(?:=|→|⇒|[-=]>|[ \\t][–—-]|\\?)[ \\t\\x{A0}]*[\"'“„«]?");

  private static final Pattern BARE =
      Pattern.compile(
          "^((?:[\\p{L}]{1,4}[.] )?[^\\s.,;!?()\"”“»]+(?:[ \\x{A0}][^\\s.,;!?()\"”“»]+){0,3})"
              + "[.\"”“»]?[ \\t]*(?:\\r?\\n|$)");

  private SecurityAnswers() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    for (CueWords.Hit question : QUESTIONS.in(words)) {
      said(words, question).or(() -> marked(words, question)).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Found> said(TextWords words, CueWords.Hit question) {
    if (isAnswered(words, question)) {
      return announced(words, question);
    }
    for (int at = question.next(); at < words.all().size(); at++) {
      if (words.all().get(at).start() > question.end() + WINDOW) {
        break;
      }
      Optional<CueWords.Hit> answer = ANSWERS.at(words, at);
      Optional<Found> found = answer.flatMap(one -> announced(words, one));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** {@code the answer to the security question is …}. */
  private static boolean isAnswered(TextWords words, CueWords.Hit question) {
    for (int at = Math.max(0, question.first() - MOST_BETWEEN); at < question.first(); at++) {
      if (ANSWERS.at(words, at).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Found> announced(TextWords words, CueWords.Hit hit) {
    for (NamedSecret one : NamedSecret.behind(words, hit)) {
      boolean announced = one.how() == How.SEPARATED || one.how() == How.SAID;
      if (announced || one.how() == How.DASHED || one.quoted()) {
        return value(words, one.start(), VALUE);
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> marked(TextWords words, CueWords.Hit question) {
    Matcher marked = MARKED.matcher(words.after(question.end(), WINDOW));
    return marked.find() ? value(words, question.end() + marked.end(), BARE) : Optional.empty();
  }

  private static Optional<Found> value(TextWords words, int start, Pattern form) {
    Matcher value = form.matcher(words.after(start, WINDOW));
    if (!value.find()) {
      return Optional.empty();
    }
    String first = value.group(1).split("[ \\u00a0]", -1)[0];
    boolean says = Values.isBlank(value.group(1)) || Values.isProse(first);
    return says
        ? Optional.empty()
        : Optional.of(new Found(start + value.start(1), start + value.end(1), PrivateKind.SECRET));
  }
}
