package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Finds the best way in which several sources write one name. */
final class Writing {

  /** Accents count more than capitals, which can be put right. */
  private static final int ACCENTED = 2;

  private Writing() {}

  /** The better of two ways to write a name. */
  static WrittenName better(WrittenName one, WrittenName other) {
    boolean full = one.isFull() || !other.isFull();
    WrittenName more = full ? one : other;
    WrittenName less = full ? other : one;
    String given = more.given();
    if (!less.given().isEmpty() && !less.isInitial()) {
      given = more.isInitial() || given.isEmpty() ? less.given() : better(given, less.given());
    }
    List<String> family = more.family();
    if (less.family().size() > family.size()) {
      family = less.family();
    } else if (less.family().size() == family.size()) {
      family = new ArrayList<>(family);
      for (int i = 0; i < family.size(); i++) {
        family.set(i, better(family.get(i), less.family().get(i)));
      }
    }
    List<String> diminutives = new ArrayList<>(more.diminutives());
    diminutives.addAll(less.diminutives());
    return new WrittenName(
        given,
        less.middle().size() > more.middle().size() ? less.middle() : more.middle(),
        less.particles().size() > more.particles().size() ? less.particles() : more.particles(),
        family,
        diminutives.stream().distinct().toList(),
        more.familyFirst() || (less.isFull() && less.familyFirst()));
  }

  private static String better(String one, String other) {
    if (!Fold.of(one).equals(Fold.of(other)) && one.length() != other.length()) {
      boolean written = Fold.spellings(other).contains(Fold.of(one));
      boolean whole = Fold.of(one).contains(Fold.of(other));
      return written || (!whole && Fold.of(other).contains(Fold.of(one))) ? other : one;
    }
    return score(other) > score(one) ? other : one;
  }

  private static int score(String word) {
    boolean accented = word.codePoints().anyMatch(point -> point > 0x7F);
    return (accented ? ACCENTED : 0) + (isMixed(word) ? 1 : 0);
  }

  /** The name with capitals where names have them. */
  static WrittenName proper(WrittenName name) {
    return new WrittenName(
        proper(name.given()),
        each(name.middle(), Writing::proper),
        each(name.particles(), Writing::particle),
        each(name.family(), Writing::proper),
        each(name.diminutives(), Writing::proper),
        name.familyFirst());
  }

  private static List<String> each(List<String> words, UnaryOperator<String> change) {
    return words.stream().map(change).toList();
  }

  private static String particle(String word) {
    return isMixed(word) ? word : word.toLowerCase(Locale.ROOT);
  }

  private static boolean isMixed(String word) {
    return word.codePoints().anyMatch(Character::isUpperCase)
        && word.codePoints().anyMatch(Character::isLowerCase);
  }

  /** {@code O'BRIEN} and {@code o'brien} are written {@code O'Brien}. */
  private static String proper(String word) {
    if (!word.isEmpty() && WrittenName.isInitial(word)) {
      return WrittenName.initial(word);
    }
    if (isMixed(word)) {
      return word;
    }
    StringBuilder proper = new StringBuilder();
    boolean first = true;
    for (int point : word.codePoints().toArray()) {
      proper.appendCodePoint(first ? Character.toTitleCase(point) : Character.toLowerCase(point));
      first = !Character.isLetter(point) && Character.getType(point) != Character.NON_SPACING_MARK;
    }
    String mac = proper.toString();
    return mac.matches("Mc\\p{Ll}{3,}")
        ? "Mc" + mac.substring(2, 3).toUpperCase(Locale.ROOT) + mac.substring(3)
        : mac;
  }
}
