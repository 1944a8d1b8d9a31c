package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name as one source writes it, by its parts.
 *
 * @param given the first given name; empty if only the family name is known
 * @param middle what stands between
 * @param particles {@code van der}, {@code de la}: before the family name, and part of it
 * @param family the family name's words; empty if only the given name is known
 * @param diminutives what else the person is called
 * @param familyFirst whether the person's language puts the family name first
 */
record WrittenName(
    String given,
    List<String> middle,
    List<String> particles,
    List<String> family,
    List<String> diminutives,
    boolean familyFirst) {

  WrittenName {
    middle = List.copyOf(middle);
    particles = List.copyOf(particles);
    family = List.copyOf(family);
    diminutives = List.copyOf(diminutives);
    if (given.isEmpty() && family.isEmpty()) {
      throw new IllegalArgumentException("Expected a given name or a family name");
    }
  }

  static WrittenName given(String word) {
    return new WrittenName(word, List.of(), List.of(), List.of(), List.of(), false);
  }

  static WrittenName family(String word) {
    return new WrittenName("", List.of(), List.of(), List.of(word), List.of(), false);
  }

  WrittenName with(List<String> nicknames) {
    return new WrittenName(given, middle, particles, family, nicknames, familyFirst);
  }

  WrittenName withFamilyFirst() {
    return new WrittenName(given, middle, particles, family, diminutives, true);
  }

  boolean isFull() {
    return !given.isEmpty() && !family.isEmpty();
  }

  /** Whether the given name is known by its first letter only. */
  boolean isInitial() {
    return isInitial(given);
  }

  static boolean isInitial(String word) {
    String key = Fold.of(word).replace(".", "");
    return key.codePointCount(0, key.length()) == 1
        && !NameToken.isWithoutBlanks(key.codePointAt(0));
  }

  /** The family name with its particles. */
  String familyName() {
    List<String> words = new ArrayList<>(particles);
    words.addAll(family);
    return joined(words);
  }

  /** The whole name, the given name first; one of a script without blanks has none. */
  String whole() {
    if (isFull() && isDense(given) && isDense(familyName())) {
      boolean foreign = Fold.of(given).chars().allMatch(c -> c >= 0x30A0 && c <= 0x30FF);
      return foreign ? given + "・" + familyName() : familyName() + given;
    }
    List<String> words = new ArrayList<>();
    words.add(familyFirst ? familyName() : given);
    if (familyFirst && isVietnamese()) {
      words.addAll(middle);
      words.add(given);
    } else if (familyFirst) {
      words.add(given);
      words.addAll(middle);
    } else {
      words.addAll(middle);
      words.add(familyName());
    }
    words.removeIf(String::isEmpty);
    return joined(words);
  }

  /** Whether what stands between comes before the given name: {@code Nguyễn Thị Minh Khai}. */
  private boolean isVietnamese() {
    return NameParts.VIETNAMESE.contains(Fold.of(familyName()));
  }

  private static String joined(List<String> words) {
    StringBuilder joined = new StringBuilder();
    for (String word : words) {
      boolean fused = joined.length() > 0 && "'’".indexOf(joined.charAt(joined.length() - 1)) >= 0;
      joined.append(joined.length() == 0 || fused ? "" : " ").append(word);
    }
    return joined.toString();
  }

  static boolean isDense(String word) {
    return !word.isEmpty() && word.codePoints().allMatch(NameToken::isWithoutBlanks);
  }

  /** The first letter with a point. */
  static String initial(String word) {
    return word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT) + ".";
  }
}
