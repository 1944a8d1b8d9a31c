package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Codes whose sentence says what they open, without a word for them: "use 4711# to get in". */
final class WaysIn {

  private static final CueWords PHRASES = CueWords.read("ways-in.tsv");

  private static final Pattern CODE =
      Pattern.compile(
          "[#*]{0,2}\\d{3,8}[#*]{0,2}|\\d{3,6}[A-Z][#*]?|[A-Z]\\d{3,6}[#*]?|\\d{1,2}(?:-\\d{1,"
              + "2}){2,5}");

  private static final Pattern SIGNED = Pattern.compile("[#*]+\\d+|[A-Z]?\\d+[A-Z]?[#*]+");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?;][\"'”“»)]?\\s|\\n");
  private static final Set<String> USED = Set.of("use", "press", "with");
  private static final Set<String> DIRECT = Set.of("use", "wants", "stands");
  private static final Set<String> NAMING = Set.of("thing", "locked", "with", "wants", "stands");
  private static final Pattern PRICE = Pattern.compile("^ (?:for|für|pour|para|per|voor) ");
  private static final String CLOSING = "\"'”“»’";
  private static final String OPENING = "\"'“„«‘";
  private static final int MOST_SKIPPED = 3;
  private static final int MOST_AFTER = 5;
  private static final int LONGEST = 60;

  private WaysIn() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    List<CueWords.Hit> sentence = new ArrayList<>();
    int before = 0;
    for (CueWords.Hit hit : PHRASES.in(words)) {
      String gap = words.text().substring(before, hit.start());
      if (gap.length() > LONGEST || SENTENCE_END.matcher(gap).find()) {
        found.addAll(in(words, sentence));
        sentence.clear();
      }
      sentence.add(hit);
      before = hit.end();
    }
    found.addAll(in(words, sentence));
    return found;
  }

  private static List<Found> in(TextWords words, List<CueWords.Hit> sentence) {
    boolean login = has(sentence, "login");
    boolean opens = has(sentence, "opens") || has(sentence, "press");
    List<Found> found = new ArrayList<>(asked(words, sentence));
    boolean thing = has(sentence, "thing") || has(sentence, "locked");
    if (!login && !has(sentence, "aim") && !(opens && thing)) {
      return found;
    }
    for (CueWords.Hit hit : sentence) {
      if (USED.contains(hit.what())) {
        behind(words, hit, login).ifPresent(found::add);
      }
      if (!NAMING.contains(hit.what())) {
        before(words, hit).ifPresent(found::add);
      }
    }
    return found;
  }

  /** {@code the safe wants 3390}, {@code the lock is set to 407}. */
  private static List<Found> asked(TextWords words, List<CueWords.Hit> sentence) {
    List<Found> found = new ArrayList<>();
    for (int i = 1; i < sentence.size(); i++) {
      CueWords.Hit hit = sentence.get(i);
      boolean wants = hit.what().equals("wants");
      if ((wants || hit.what().equals("stands")) && isThing(sentence.get(i - 1), hit, wants)) {
        behind(words, hit, false)
            .filter(one -> !wants || isAsked(words.text(), one))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean isThing(CueWords.Hit thing, CueWords.Hit hit, boolean wants) {
    boolean locked = thing.what().equals("locked");
    return (locked || (wants && thing.what().equals("thing")))
        && hit.first() - thing.next() < MOST_SKIPPED;
  }

  /** Not {@code the garage wants 480 for the brakes}. */
  private static boolean isAsked(String text, Found code) {
    String rest = text.substring(code.end(), Math.min(text.length(), code.end() + LONGEST));
    return code.end() - code.start() > 3 && !PRICE.matcher(rest).find();
  }

  private static boolean has(List<CueWords.Hit> sentence, String what) {
    return sentence.stream().anyMatch(hit -> hit.what().equals(what));
  }

  /** {@code use 4711# to get in}, {@code sign in as guest with Maple!22}. */
  private static Optional<Found> behind(TextWords words, CueWords.Hit hit, boolean login) {
    int place = hit.end();
    int next = hit.next();
    for (int i = 0; i < MOST_SKIPPED; i++) {
      Optional<CueWords.Hit> skip = PHRASES.at(words, next).filter(WaysIn::isSkipped);
      if (skip.isEmpty() || !isBlank(words.text(), place, skip.get().start())) {
        break;
      }
      place = skip.get().end();
      next = skip.get().next();
    }
    Optional<Found> code =
        value(words, place)
            .filter(one -> opens(words, one))
            .filter(one -> hit.what().equals("wants") || !isYear(words.text(), one));
    if (code.isPresent() || DIRECT.contains(hit.what())) {
      return code;
    }
    return hit.what().equals("press") ? apart(words, place) : among(words, place, login);
  }

  /** {@code gib am Tor 3349 ein}. */
  private static Optional<Found> apart(TextWords words, int from) {
    int place = from;
    for (int i = 0; i < MOST_AFTER && place < words.text().length(); i++) {
      Optional<Found> word = value(words, place);
      boolean code =
          word.filter(one -> opens(words, one) && !isYear(words.text(), one)).isPresent();
      if (word.isEmpty() || code) {
        return word;
      }
      place = word.get().end();
    }
    return Optional.empty();
  }

  /** {@code with user ops and Quartz-88!}. */
  private static Optional<Found> among(TextWords words, int from, boolean login) {
    int place = from;
    for (int i = 0; i < MOST_AFTER && place < words.text().length(); i++) {
      Optional<Found> word = value(words, place);
      if (word.isEmpty()) {
        break;
      }
      if (isSecret(words.text(), word.get()) && (login || isQuoted(words.text(), word.get()))) {
        return word;
      }
      place = word.get().end();
      place += place < words.text().length() && isMark(words.text().charAt(place)) ? 1 : 0;
    }
    return Optional.empty();
  }

  private static boolean isSkipped(CueWords.Hit hit) {
    return hit.what().equals("skip");
  }

  /** {@code 8035 opens the garage}, {@code für die Tür 4711 drücken}. */
  private static Optional<Found> before(TextWords words, CueWords.Hit hit) {
    String text = words.text();
    int end = hit.start();
    while (end > 0 && " \u00a0".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < LONGEST && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    if (start == end || end == hit.start()) {
      return Optional.empty();
    }
    String value = text.substring(start, end);
    boolean first = start == 0 || ".,;:!?\n".indexOf(text.charAt(start - 1)) >= 0;
    boolean ahead = start > 1 && ".,;:!?".indexOf(text.charAt(start - 2)) >= 0;
    boolean pressed = hit.what().equals("press");
    return (first || ahead || pressed) && CODE.matches(value) && !YEAR.matches(value)
        ? Optional.of(new Found(start, end, PrivateKind.SECRET))
        : Optional.empty();
  }

  /** The word behind a place, within its quotes. */
  private static Optional<Found> value(TextWords words, int place) {
    String text = words.text();
    int start = place;
    while (start < text.length() && " \u00a0\t/".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    if (start == place || start >= text.length()) {
      return Optional.empty();
    }
    start += OPENING.indexOf(text.charAt(start)) >= 0 ? 1 : 0;
    int end = start;
    while (end < text.length()
        && end - start < LONGEST
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    end = start + SpokenValues.trimmed(text.substring(start, end), end - start);
    return end > start ? Optional.of(new Found(start, end, PrivateKind.SECRET)) : Optional.empty();
  }

  /** What counts something stands before it: {@code with 200 guests}. */
  private static boolean opens(TextWords words, Found code) {
    String text = words.text();
    String value = text.substring(code.start(), code.end());
    if (!CODE.matches(value)) {
      return false;
    }
    int next = code.end();
    boolean ends = next == text.length() || !isBlank(text, next, next + 1) || SIGNED.matches(value);
    return ends || goesOn(words, next);
  }

  private static boolean isYear(String text, Found code) {
    return YEAR.matches(text.substring(code.start(), code.end())) && !isQuoted(text, code);
  }

  /** What somebody is told to use or enter, by a word of a text, if it looks like a secret. */
  static Optional<Found> used(TextWords words, int at) {
    return PHRASES
        .at(words, at)
        .filter(hit -> hit.what().equals("use") || hit.what().equals("press"))
        .flatMap(hit -> value(words, hit.end()))
        .filter(one -> isSecret(words.text(), one));
  }

  /** Whether a word behind digits says what they count: {@code 3000 lines}. */
  static boolean isCounted(String text, int end) {
    String rest = text.substring(end);
    return rest.length() > 1
        && rest.charAt(0) == ' '
        && Character.isLetter(rest.charAt(1))
        && PHRASES.at(new TextWords(rest), 0).isEmpty();
  }

  /** Whether a word of a text names what a code may open. */
  static boolean isThing(TextWords words, int at) {
    return PHRASES
        .at(words, at)
        .filter(hit -> hit.what().equals("thing") || hit.what().equals("locked"))
        .isPresent();
  }

  private static boolean goesOn(TextWords words, int place) {
    String rest = words.after(place, LONGEST);
    return PHRASES.at(new TextWords(rest), 0).isPresent();
  }

  private static boolean isSecret(String text, Found word) {
    String value = text.substring(word.start(), word.end());
    boolean sign = value.chars().anyMatch(one -> "!#$%&*_+=?§€".indexOf(one) >= 0);
    long digits = value.chars().filter(Character::isDigit).count();
    boolean letters = value.chars().anyMatch(Character::isLetter);
    return letters
        && value.length() > 4
        && value.indexOf('@') < 1
        && Values.isMixed(value)
        && !Values.isProse(value)
        && (sign || digits > 1 || value.indexOf('-') > 0 || isQuoted(text, word));
  }

  private static boolean isQuoted(String text, Found word) {
    return word.start() > 0
        && OPENING.indexOf(text.charAt(word.start() - 1)) >= 0
        && word.end() < text.length()
        && CLOSING.indexOf(text.charAt(word.end())) >= 0;
  }

  private static boolean isMark(char one) {
    return CLOSING.indexOf(one) >= 0 || ",:".indexOf(one) >= 0;
  }

  private static boolean isBlank(String text, int from, int to) {
    return to <= text.length() && text.substring(from, to).isBlank();
  }
}
