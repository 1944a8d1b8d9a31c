package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.privacy.TextWords.Word;

/**
 * A value that stands behind a word for a secret: {@code password for the router: …}, {@code mot de
 * passe, c'est …}, {@code PIN …}.
 *
 * @param how how surely it is the value
 * @param start where the value starts, within its quotes
 */
record NamedSecret(How how, int start, int end, boolean quoted) {

  /** What stands between the word and the value. */
  enum How {
    /** A colon, an equals sign or an arrow. */
    SEPARATED,
    /** "is", in one of the seven languages. */
    SAID,
    /** "changed to". */
    CHANGED,
    /** A colon behind a name that the word has: {@code password Netflix: …}. */
    NAMED,
    /** A dash, which may begin an explanation as well. */
    DASHED,
    /** Nothing. */
    BESIDE,
    /** A word or two: {@code pincode bankpas 4829}. */
    NEAR
  }

  private static final String TABLE = "announcing.tsv";
  private static final CueWords OWNERS = CueWords.read(TABLE, "owner"::equals);
  private static final CueWords IS = CueWords.read(TABLE, "is"::equals);
  private static final CueWords STILL = CueWords.read(TABLE, "still"::equals);
  private static final CueWords CHANGED = CueWords.read(TABLE, "changed"::equals);
  private static final CueWords TO = CueWords.read(TABLE, "to"::equals);

  private static final String QUOTES = "\"\"''„““”„”«»»«``‘’‚‘";

  /** Letters of what is written with a point because it is shortened: {@code Pw.}. */
  private static final int SHORT = 5;

  private static final int MOST_WORDS = 8;
  private static final int MOST_CHANGED = 6;
  private static final int MOST_NAMED = 4;
  private static final int LONGEST = 120;
  private static final int LONGEST_ASIDE = 50;

  /** What may be the value, the surest first. */
  static List<NamedSecret> behind(TextWords words, CueWords.Hit hit) {
    List<NamedSecret> announced = new ArrayList<>();
    List<NamedSecret> beside = new ArrayList<>();
    String text = words.text();
    bracketed(text, hit.end()).ifPresent(beside::add);
    boolean shortened = hit.end() - hit.start() <= SHORT && text.startsWith(".", hit.end());
    int place = Spacing.closed(text, shortened ? hit.end() + 1 : hit.end());
    int next = hit.next();
    if (isGenitive(words, hit)) {
      place = words.all().get(next).end();
      next++;
    }
    boolean owner =
        hit.what().equals("wheels")
            || (OWNERS.at(words, next).isPresent() && gap(words, place, next).indexOf(',') < 0);
    boolean name = !owner && isName(words, place, next);
    for (int i = 0; i < (owner ? MOST_WORDS : name ? 2 : 1); i++) {
      announced(words, next, place, announced);
      int spaced = Spacing.spaces(text, text.startsWith(",", place) ? place + 1 : place);
      if (spaced > place) {
        value(text, spaced, How.BESIDE).ifPresent(beside::add);
        int still = still(words, next);
        if (still > next && Spacing.goesOn(text, place, words.all().get(next).start())) {
          int behind = Spacing.spaces(text, words.all().get(still - 1).end());
          value(text, behind, How.BESIDE).ifPresent(beside::add);
        }
      }
      if (next >= words.all().size()
          || !Spacing.goesOn(text, place, words.all().get(next).start())) {
        break;
      }
      place = Spacing.closed(text, words.all().get(next).end());
      next++;
    }
    aside(words, hit, announced);
    named(words, hit, announced);
    below(words, hit).ifPresent(announced::add);
    announced.addAll(beside);
    near(words, hit, announced);
    return announced;
  }

  /** Behind a word that stands for one in a later sentence; {@code it's} says "is" by itself. */
  static List<NamedSecret> instead(TextWords words, CueWords.Hit hit) {
    if (!isGenitive(words, hit)) {
      return behind(words, hit);
    }
    int next = still(words, hit.next() + 1);
    int from = words.all().get(next - 1).end();
    return value(words.text(), Spacing.colon(words.text(), from), How.SAID).stream().toList();
  }

  NamedSecret as(How other) {
    return new NamedSecret(other, start, end, quoted);
  }

  /** {@code the password, for the record, is …}. */
  private static void aside(TextWords words, CueWords.Hit hit, List<NamedSecret> all) {
    String text = words.text();
    int end = text.startsWith(",", hit.end()) ? text.indexOf(',', hit.end() + 1) : -1;
    if (end < 0 || end > hit.end() + LONGEST_ASIDE) {
      return;
    }
    int next = hit.next();
    while (next < words.all().size() && words.all().get(next).start() < end) {
      next++;
    }
    if (next < words.all().size()) {
      said(words, next, end + 1, all);
    }
  }

  /** {@code votre code Uber est 5503}. */
  private static boolean isName(TextWords words, int place, int next) {
    return next < words.all().size()
        && Character.isUpperCase(words.text().charAt(words.all().get(next).start()))
        && gap(words, place, next).equals(" ");
  }

  private static String gap(TextWords words, int place, int next) {
    int start = words.all().get(next).start();
    return words.text().substring(Math.min(place, start), start);
  }

  /** {@code the password's tulip7}. */
  private static boolean isGenitive(TextWords words, CueWords.Hit hit) {
    return hit.next() < words.all().size()
        && words.all().get(hit.next()).folded().equals("s")
        && words.all().get(hit.next()).start() == hit.end() + 1
        && "'’".indexOf(words.text().charAt(hit.end())) >= 0;
  }

  private static void announced(TextWords words, int next, int place, List<NamedSecret> all) {
    String text = words.text();
    int sign = Spacing.spaces(text, place);
    int behind = Spacing.separated(text, sign);
    if (behind > sign) {
      int value = Spacing.line(text, behind);
      boolean here =
          text.substring(behind, value).indexOf('\n') < 0 || Spacing.isAlone(text, value);
      value(text, value, here ? How.SEPARATED : How.NAMED).ifPresent(all::add);
      return;
    }
    if (sign > place && sign < text.length() && "–—-".indexOf(text.charAt(sign)) >= 0) {
      int dash = text.startsWith("->", sign) ? sign + 2 : sign + 1;
      value(text, Spacing.spaces(text, dash), dash > sign + 1 ? How.SEPARATED : How.DASHED)
          .filter(one -> one.start > dash)
          .ifPresent(all::add);
      return;
    }
    if (text.startsWith("=", sign)) {
      return;
    }
    said(words, next, place, all);
  }

  private static void said(TextWords words, int next, int place, List<NamedSecret> all) {
    int at = next;
    List<Word> list = words.all();
    if (at + 1 < list.size() && list.get(at).folded().equals("c")) {
      at++;
    } else if (at < list.size() && !Spacing.goesOn(words.text(), place, list.get(at).start())) {
      return;
    }
    Optional<CueWords.Hit> is = IS.at(words, at).filter(one -> !isAnd(words, one));
    if (is.isPresent()) {
      int end = still(words, is.get().next());
      int from = list.get(end - 1).end();
      from += words.text().startsWith("'", from) ? 1 : 0;
      value(words.text(), Spacing.colon(words.text(), from), How.SAID).ifPresent(all::add);
    }
    while (at < next + MOST_CHANGED && TO.at(words, at).isEmpty()) {
      Optional<CueWords.Hit> changed = CHANGED.at(words, at);
      if (changed.isEmpty() || !Spacing.goesOn(words.text(), place, changed.get().start())) {
        break;
      }
      place = changed.get().end();
      at = changed.get().next();
    }
    Optional<CueWords.Hit> to = TO.at(words, at);
    if (to.isPresent()) {
      int value = Spacing.spaces(words.text(), to.get().end());
      value(words.text(), value, How.CHANGED).ifPresent(all::add);
    }
  }

  private static int still(TextWords words, int at) {
    int end = at;
    for (int i = 0; i < 2; i++) {
      end = STILL.at(words, end).map(CueWords.Hit::next).orElse(end);
    }
    return end;
  }

  /** {@code è} is, {@code e} joins; an apostrophe may stand for the accent. */
  private static boolean isAnd(TextWords words, CueWords.Hit hit) {
    String raw = words.text().substring(hit.start(), hit.end()).toLowerCase(Locale.ROOT);
    return raw.equals("e") && !words.text().startsWith("'", hit.end());
  }

  private static void named(TextWords words, CueWords.Hit hit, List<NamedSecret> all) {
    String text = words.text();
    for (int i = 0; i < MOST_NAMED && hit.next() + i < words.all().size(); i++) {
      Word word = words.all().get(hit.next() + i);
      if (!Spacing.goesOn(text, words.all().get(hit.next() + i - 1).end(), word.start())) {
        return;
      }
      int sign = Spacing.spaces(text, Spacing.closed(text, word.end()));
      int behind = Spacing.separated(text, sign);
      if (behind > sign) {
        value(text, Spacing.spaces(text, behind), How.NAMED).ifPresent(all::add);
      }
    }
  }

  private static void near(TextWords words, CueWords.Hit hit, List<NamedSecret> all) {
    String text = words.text();
    int place = hit.end();
    for (int at = hit.next(); at < Math.min(hit.next() + 2, words.all().size()); at++) {
      if (!Spacing.goesOn(text, place, words.all().get(at).start())) {
        return;
      }
      place = words.all().get(at).end();
      value(text, Spacing.spaces(text, place), How.NEAR).ifPresent(all::add);
    }
  }

  /** {@code PIN (4829)}. */
  private static Optional<NamedSecret> bracketed(String text, int place) {
    int open = Spacing.spaces(text, place);
    if (open >= text.length() || "([".indexOf(text.charAt(open)) < 0) {
      return Optional.empty();
    }
    return value(text, open + 1, How.BESIDE)
        .filter(one -> ")]".indexOf(text.charAt(one.end - 1)) >= 0);
  }

  /** A word that has its line for itself is a heading: its value stands alone in the next one. */
  private static Optional<NamedSecret> below(TextWords words, CueWords.Hit hit) {
    String text = words.text();
    int end = Spacing.spaces(text, Spacing.closed(text, hit.end()));
    int before = hit.start();
    while (before > 0 && " \t#*->•".indexOf(text.charAt(before - 1)) >= 0) {
      before--;
    }
    boolean heading = before == 0 || text.charAt(before - 1) == '\n' || hit.first() == 1;
    int value = Spacing.line(text, end);
    return heading && value > end && Spacing.isAlone(text, value)
        ? value(text, value, How.NAMED)
        : Optional.empty();
  }

  private static Optional<NamedSecret> value(String text, int start, How how) {
    if (start >= text.length() || Character.isWhitespace(text.charAt(start))) {
      return Optional.empty();
    }
    int last = Math.min(text.length(), start + LONGEST);
    for (int i = 0; i < QUOTES.length(); i += 2) {
      if (text.charAt(start) == QUOTES.charAt(i)) {
        int end = text.indexOf(QUOTES.charAt(i + 1), start + 1);
        int line = text.indexOf('\n', start);
        if (end > start + 1 && end < last && (line < 0 || end < line)) {
          int from = Spacing.spaces(text, start + 1);
          int to = text.substring(from, end).stripTrailing().length() + from;
          return Optional.of(new NamedSecret(how, from, Math.max(to, from + 1), true));
        }
      }
    }
    int end = start;
    while (end < last && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return Optional.of(new NamedSecret(how, start, end, false));
  }
}
