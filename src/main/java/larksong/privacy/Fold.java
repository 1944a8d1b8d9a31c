package larksong.privacy;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words without what differs between two ways of writing them: capitals, accents, invisible marks.
 *
 * <p>Letters are taken apart as Unicode says (UAX #15); those it has no parts for, such as {@code
 * ł}, are replaced as passports do (ICAO Doc 9303, part 3, section 6).
 */
final class Fold {

  private static final Map<Integer, String> REPLACED =
      Map.ofEntries(
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'ı', "i"),
          Map.entry((int) 'ə', "e"),
          Map.entry((int) 'ħ', "h"),
          Map.entry((int) 'ŋ', "n"),
          Map.entry((int) 'ς', "σ"),
          Map.entry((int) 'ґ', "г"),
          Map.entry((int) 'ة', "ه"),
          Map.entry((int) 'ى', "ي"),
          Map.entry((int) 'ی', "ي"),
          Map.entry((int) 'ک', "ك"),
          Map.entry((int) 'ٱ', "ا"),
          Map.entry((int) 'ـ', ""));

  private static final Map<String, String> WRITTEN_OUT =
      Map.of("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe");

  private static final int SHORTEST_JOINED = 4;

  private Fold() {}

  /** What stays the same however a word is written. */
  static String of(String word) {
    boolean plain = true;
    for (int i = 0; i < word.length() && plain; i++) {
      plain = word.charAt(i) < 0x80;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    return plain ? lower : unaccented(lower);
  }

  private static String unaccented(String lower) {
    StringBuilder kept = new StringBuilder(lower.length());
    Normalizer.normalize(lower, Normalizer.Form.NFKD)
        .codePoints()
        .filter(point -> !isDropped(point))
        .forEach(
            point -> {
              String replaced = REPLACED.get(point);
              if (replaced == null) {
                kept.appendCodePoint(point);
              } else {
                kept.append(replaced);
              }
            });
    return Normalizer.normalize(kept, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Accents and points of the scripts that can do without them, and marks that nobody sees. */
  private static boolean isDropped(int point) {
    return (point >= 0x300 && point <= 0x36F)
        || (point >= 0x591 && point <= 0x5C7)
        || (point >= 0x64B && point <= 0x65F)
        || point == 0x670
        || isInvisible(point);
  }

  /** Zero-width characters, marks of direction, soft hyphens, selectors of a glyph. */
  static boolean isInvisible(int point) {
    return Character.getType(point) == Character.FORMAT
        || (point >= 0xFE00 && point <= 0xFE0F)
        || point == 0x34F;
  }

  /** All that a name's word may be found by: as it is, {@code ü} as {@code ue}, and back. */
  static Set<String> spellings(String word) {
    Set<String> spellings = new LinkedHashSet<>();
    String folded = of(word);
    spellings.add(folded);
    String written = Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> letter : WRITTEN_OUT.entrySet()) {
      written = written.replace(letter.getKey(), letter.getValue());
    }
    spellings.add(of(written));
    String joined = folded;
    for (String two : Set.of("ae", "oe", "ue", "aa")) {
      joined = joined.replace(two, two.substring(0, 1));
    }
    if (joined.length() >= SHORTEST_JOINED) {
      spellings.add(joined);
    }
    spellings.remove("");
    return spellings;
  }
}
