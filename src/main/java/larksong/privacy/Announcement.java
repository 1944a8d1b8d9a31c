package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import larksong.privacy.Words.Word;

/**
 * A value that stands behind a word for a secret: {@code password for the router: …}, {@code mot de
 * passe, c'est …}, {@code PIN …}.
 *
 * @param how how surely it is the value
 * @param start where the value starts, within its quotes
 */
record Announcement(How how, int start, int end, boolean quoted) {

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

  /** What begins the words that say whose or what for. */
  private static final Set<String> OWNERS =
      words(
          "for of to on at in from into my fürs ans ins aufs für fuer von vom zu zum zur an am im "
              + "beim der des pour de "
              + "du à au aux sur d l"
              + " para del al en per di della dello dei da sul sulla dell all nell sull voor van "
              + "op aan bij do dos das no na em"
              + " number code nummer numéro número numero wifi wlan wi key");

  private static final Set<String> IS =
      Set.of(
          ("is was are were ist war lautet lauten bleibt wird heißt heisst est sera était reste "
                  + "es era será sería è sarà rimane resta é foi"
                  + " fica wordt blijft luidt")
              .split(" ", -1));

  private static final Set<String> STILL =
      words(
          "be now still just simply currently always again jetzt nun noch weiterhin immer wieder "
              + "aktuell maintenant toujours"
              + " désormais ahora todavía siempre ora adesso ancora sempre nu nog steeds agora "
              + "ainda");

  private static final Set<String> CHANGED =
      words(
          "changed set reset updated cambiada cambiado alterada mudada gewijzigd veranderd changé "
              + "cambiata été stata has been have"
              + " was is wurde a fue è werd foi");

  private static final Set<String> TO = words("to auf en a in naar para");

  private static final String QUOTES = "\"\"''„““”„”«»»«``‘’‚‘";
  private static final int MOST_WORDS = 8;
  private static final int LONGEST = 120;

  private static Set<String> words(String list) {
    return Set.copyOf(List.of(list.split(" ", -1)).stream().map(Words::fold).distinct().toList());
  }

  /** What may be the value, the surest first. */
  static List<Announcement> behind(Words words, Phrases.Hit hit) {
    List<Announcement> announced = new ArrayList<>();
    List<Announcement> beside = new ArrayList<>();
    String text = words.text();
    int place = closed(text, hit.end());
    int next = hit.next();
    if (isGenitive(words, hit)) {
      place = words.all().get(next).end();
      next++;
    }
    boolean owner = next < words.all().size() && OWNERS.contains(words.all().get(next).folded());
    for (int i = 0; i < (owner ? MOST_WORDS : 1); i++) {
      announced(words, next, place, announced);
      int spaced = spaces(text, text.startsWith(",", place) ? place + 1 : place);
      if (spaced > place) {
        value(text, spaced, How.BESIDE).ifPresent(beside::add);
      }
      if (next >= words.all().size() || !goesOn(text, place, words.all().get(next).start())) {
        break;
      }
      place = closed(text, words.all().get(next).end());
      next++;
    }
    named(words, hit, announced);
    announced.addAll(beside);
    near(words, hit, announced);
    return announced;
  }

  /** {@code the password's tulip7}. */
  private static boolean isGenitive(Words words, Phrases.Hit hit) {
    return hit.next() < words.all().size()
        && words.all().get(hit.next()).folded().equals("s")
        && words.all().get(hit.next()).start() == hit.end() + 1
        && "'’".indexOf(words.text().charAt(hit.end())) >= 0;
  }

  private static void announced(Words words, int next, int place, List<Announcement> all) {
    String text = words.text();
    int sign = spaces(text, place);
    int behind = separated(text, sign);
    if (behind > sign) {
      int value = line(text, behind);
      boolean here = text.substring(behind, value).indexOf('\n') < 0;
      value(text, value, here ? How.SEPARATED : How.NAMED).ifPresent(all::add);
      return;
    }
    if (sign > place && sign < text.length() && "–—-".indexOf(text.charAt(sign)) >= 0) {
      int dash = text.startsWith("->", sign) ? sign + 2 : sign + 1;
      value(text, spaces(text, dash), dash > sign + 1 ? How.SEPARATED : How.DASHED)
          .filter(one -> one.start > dash)
          .ifPresent(all::add);
      return;
    }
    if (text.startsWith("=", sign)) {
      return;
    }
    said(words, next, place, all);
  }

  private static void said(Words words, int next, int place, List<Announcement> all) {
    int at = next;
    List<Word> list = words.all();
    if (at + 1 < list.size() && list.get(at).folded().equals("c")) {
      at++;
    } else if (at < list.size() && !goesOn(words.text(), place, list.get(at).start())) {
      return;
    }
    if (at < list.size() && (IS.contains(raw(words, at)) || isWill(words, at))) {
      int end = at;
      while (end + 1 < list.size() && end < at + 2 && STILL.contains(list.get(end + 1).folded())) {
        end++;
      }
      int from = list.get(end).end();
      from += words.text().startsWith("'", from) ? 1 : 0;
      value(words.text(), colon(words.text(), from), How.SAID).ifPresent(all::add);
    }
    while (at < list.size() && at < next + 3 && CHANGED.contains(list.get(at).folded())) {
      at++;
    }
    if (at < list.size() && TO.contains(list.get(at).folded())) {
      value(words.text(), spaces(words.text(), list.get(at).end()), How.CHANGED)
          .ifPresent(all::add);
    }
  }

  private static boolean isWill(Words words, int at) {
    return Set.of("will", "would").contains(words.all().get(at).folded())
        && at + 1 < words.all().size()
        && words.all().get(at + 1).folded().equals("be");
  }

  /** With its accents: {@code è} is, {@code e} joins. */
  private static String raw(Words words, int at) {
    Word word = words.all().get(at);
    String raw = words.text().substring(word.start(), word.end()).toLowerCase(Locale.ROOT);
    return raw.equals("e") && words.text().startsWith("'", word.end()) ? "è" : raw;
  }

  private static void named(Words words, Phrases.Hit hit, List<Announcement> all) {
    String text = words.text();
    for (int i = 0; i < 2 && hit.next() + i < words.all().size(); i++) {
      Word word = words.all().get(hit.next() + i);
      if (!goesOn(text, i == 0 ? hit.end() : words.all().get(hit.next()).end(), word.start())) {
        return;
      }
      int sign = spaces(text, word.end());
      int behind = separated(text, sign);
      if (behind > sign) {
        value(text, spaces(text, behind), How.NAMED).ifPresent(all::add);
      }
    }
  }

  private static void near(Words words, Phrases.Hit hit, List<Announcement> all) {
    String text = words.text();
    int place = hit.end();
    for (int at = hit.next(); at < Math.min(hit.next() + 2, words.all().size()); at++) {
      if (!goesOn(text, place, words.all().get(at).start())) {
        return;
      }
      place = words.all().get(at).end();
      value(text, spaces(text, place), How.NEAR).ifPresent(all::add);
    }
  }

  /** Behind a closing quote or bracket, and behind words in brackets. */
  private static int closed(String text, int place) {
    int at = place;
    while (at < text.length() && at < place + 2 && "\"'”»)]".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int open = spaces(text, at);
    if (open < text.length() && "([".indexOf(text.charAt(open)) >= 0) {
      for (int i = open; i < text.length() && i < open + 40 && text.charAt(i) != '\n'; i++) {
        if (")]".indexOf(text.charAt(i)) >= 0) {
          return i + 1;
        }
      }
    }
    return at;
  }

  private static int separated(String text, int place) {
    int at = place;
    while (at < text.length() && at < place + 3 && ":=：→⇒".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at > place && text.startsWith(">", at) ? at + 1 : at;
  }

  private static int colon(String text, int place) {
    int at = spaces(text, place);
    return text.startsWith(":", at) ? spaces(text, at + 1) : at;
  }

  private static int spaces(String text, int place) {
    int at = place;
    while (at < text.length() && " \t\u00a0\u202f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** The value may stand in the next line. */
  private static int line(String text, int place) {
    int at = spaces(text, place);
    if (at < text.length() && "\r\n".indexOf(text.charAt(at)) >= 0) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
    return spaces(text, at);
  }

  /** Whether the sentence goes on from one word to the next. */
  private static boolean goesOn(String text, int from, int to) {
    return to - from <= 3
        && text.substring(Math.min(from, to), to)
            .chars()
            .noneMatch(one -> ".;!?\n:=".indexOf(one) >= 0);
  }

  private static Optional<Announcement> value(String text, int start, How how) {
    if (start >= text.length() || Character.isWhitespace(text.charAt(start))) {
      return Optional.empty();
    }
    int last = Math.min(text.length(), start + LONGEST);
    for (int i = 0; i < QUOTES.length(); i += 2) {
      if (text.charAt(start) == QUOTES.charAt(i)) {
        int end = text.indexOf(QUOTES.charAt(i + 1), start + 1);
        int line = text.indexOf('\n', start);
        if (end > start + 1 && end < last && (line < 0 || end < line)) {
          int from = spaces(text, start + 1);
          int to = text.substring(from, end).stripTrailing().length() + from;
          return Optional.of(new Announcement(how, from, Math.max(to, from + 1), true));
        }
      }
    }
    int end = start;
    while (end < last && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return Optional.of(new Announcement(how, start, end, false));
  }
}
