package larksong.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which names an inflected word may come from, by the endings that the languages' grammars list.
 *
 * <p>It proposes more than there is; what counts is whether somebody has the name.
 */
final class Endings {

  /** How sure it is that a form is an inflection. */
  enum Ending {
    /** An ending that hardly any word of the seven languages has. */
    CLEAR,
    /** One that needs a Slavic name or text. */
    SLAVIC,
    /** One that needs a text in a language that adds endings: Finnish, Hungarian, Turkish. */
    ADDED,
    /** The German {@code Müllerin}: of family names. */
    FEMALE
  }

  /** A name in its first form, and how sure it is. */
  record Origin(String key, Ending ending) {}

  private static final int SHORTEST = 3;
  private static final int SHORTEST_CYRILLIC = 2;

  private static final List<String> SLAVIC =
      List.of(
          ("a y i e u o ie ow em om ym im ych ich ej ou am ach ami ymi imi iej ego emu owi"
                  + " ovi ove owie iem iego iemu eho ova ovou ima ovy ovych in")
              .split(" ", -1));
  private static final List<String> SLAVIC_ENDS = List.of("", "a", "o", "i", "y", "e");

  private static final List<String> CYRILLIC =
      List.of(
          (" а я у ю ы и е о ь і ои еи ою ею ом ем ым им ов ев ам ям ах ях ых их ого его"
                  + " ому ему ыми ими ами ями ові еві ін ина ин ую ої")
              .split(" ", -1));
  private static final List<String> CYRILLIC_ENDS =
      List.of("", "а", "я", "и", "ь", "о", "ии", "ыи", "ои", "ая", "іи");

  private static final List<String> GREEK =
      List.of(" οσ ου ο ε ον οι ων ουσ ησ η ασ α εσ ω ωσ εωσ ι".split(" ", -1));
  private static final List<String> GREEK_ENDS =
      List.of("οσ", "ησ", "ασ", "α", "η", "ω", "ου", "ισ", "υσ", "ι");

  private static final List<String> CLEAR =
      List.of(
          ("nak nek val vel hoz hez nal nel tol rol bol lle lta lla ssa sta sche schen"
                  + " scher sches esque")
              .split(" ", -1));
  private static final List<String> ADDED =
      List.of(
          ("n t a e i u y in un nin nun ot et at ek ban ben den dan da de ta te ya ye yi"
                  + " yu la le yla yle ksi ni nu tan ten")
              .split(" ", -1));

  private static final Set<String> NO_FEMALES =
      Set.of(
          ("konigin freundin wirtin lehrerin arztin kaiserin grafin herzogin meisterin"
                  + " schulerin heldin ritterin herrin lowin wolfin gottin feindin furstin hirtin"
                  + " kochin nachbarin martin berlin mannin")
              .split(" ", -1));

  private static final List<String[]> SOFTENED =
      List.of(
          new String[] {"dz", "g"},
          new String[] {"dz", "d"},
          new String[] {"rz", "r"},
          new String[] {"sz", "ch"},
          new String[] {"c", "k"},
          new String[] {"c", "t"},
          new String[] {"z", "g"},
          new String[] {"s", "ch"},
          new String[] {"sc", "st"});

  private static final String ARABIC_PREFIXES = "وفبلك";
  private static final String HEBREW_PREFIXES = "והבלמשכ";
  private static final int LONGEST_ENDING = 4;

  private Endings() {}

  /** The names that a folded word may be a form of. */
  static List<Origin> origins(String key) {
    List<Origin> origins = new ArrayList<>();
    int point = key.codePointAt(0);
    switch (Character.UnicodeScript.of(point)) {
      case LATIN -> latin(key, origins);
      case CYRILLIC -> stems(key, CYRILLIC, CYRILLIC_ENDS, SHORTEST_CYRILLIC, origins);
      case GREEK -> stems(key, GREEK, GREEK_ENDS, SHORTEST_CYRILLIC, origins);
      case ARABIC -> prefixed(key, ARABIC_PREFIXES, origins);
      case HEBREW -> prefixed(key, HEBREW_PREFIXES, origins);
      default -> {
        int shortest = Math.max(SHORTEST, key.length() - LONGEST_ENDING);
        for (int end = key.length() - 1; end >= shortest; end--) {
          origins.add(new Origin(key.substring(0, end), Ending.CLEAR));
        }
      }
    }
    return origins;
  }

  /** Whether the word's script writes small words before it, as one with it. */
  static boolean hasPrefixes(String key) {
    Character.UnicodeScript script = Character.UnicodeScript.of(key.codePointAt(0));
    return script == Character.UnicodeScript.ARABIC || script == Character.UnicodeScript.HEBREW;
  }

  private static void stems(
      String key, List<String> endings, List<String> ends, int shortest, List<Origin> origins) {
    for (String ending : endings) {
      int cut = key.length() - ending.length();
      if (cut >= shortest && key.endsWith(ending)) {
        String stem = key.substring(0, cut);
        ends.forEach(end -> origins.add(new Origin(stem + end, Ending.CLEAR)));
        for (String vowel : List.of("е", "о")) { // Павла of Павел, Льва of Лев
          String hard = stem.endsWith("ь") ? stem.substring(0, cut - 1) : stem;
          String bare = hard.replace("ь", "");
          int last = bare.length() - 1;
          if (last > 0) {
            String filled = bare.substring(0, last) + vowel + bare.substring(last);
            origins.add(new Origin(filled, Ending.CLEAR));
          }
        }
      }
    }
  }

  private static void latin(String key, List<Origin> origins) {
    for (String ending : CLEAR) {
      added(key, ending, Ending.CLEAR, origins);
    }
    for (String ending : List.of("al", "el")) { // Jánossal: the consonant is doubled
      int cut = key.length() - ending.length();
      if (cut > SHORTEST && key.endsWith(ending) && key.charAt(cut - 1) == key.charAt(cut - 2)) {
        origins.add(new Origin(key.substring(0, cut - 1), Ending.CLEAR));
      }
    }
    for (String ending : ADDED) {
      added(key, ending, Ending.ADDED, origins);
    }
    for (String ending : List.of("in", "innen")) {
      int cut = key.length() - ending.length();
      if (cut > SHORTEST && key.endsWith(ending) && !NO_FEMALES.contains(key)) {
        origins.add(new Origin(key.substring(0, cut), Ending.FEMALE));
      }
    }
    for (String ending : SLAVIC) {
      int cut = key.length() - ending.length();
      if (cut >= SHORTEST_CYRILLIC && key.endsWith(ending)) {
        slavic(key.substring(0, cut), origins);
      }
    }
  }

  private static void added(String key, String letters, Ending ending, List<Origin> origins) {
    int cut = key.length() - letters.length();
    if (cut < SHORTEST || !key.endsWith(letters)) {
      return;
    }
    String stem = key.substring(0, cut);
    origins.add(new Origin(stem, ending));
    if (stem.endsWith("se")) { // Virtaselle of Virtanen
      origins.add(new Origin(stem.substring(0, cut - 2) + "nen", Ending.CLEAR));
    }
    if (stem.endsWith("i") && cut > SHORTEST) { // Peterille of Peter
      origins.add(new Origin(stem.substring(0, cut - 1), ending));
    }
  }

  private static void slavic(String stem, List<Origin> origins) {
    SLAVIC_ENDS.forEach(end -> origins.add(new Origin(stem + end, Ending.SLAVIC)));
    int last = stem.length() - 1;
    String filled = stem.substring(0, last) + "e" + stem.substring(last);
    origins.add(new Origin(filled, Ending.SLAVIC)); // Pawła of Paweł
    for (String[] change : SOFTENED) {
      if (stem.endsWith(change[0])) {
        String hard = stem.substring(0, stem.length() - change[0].length()) + change[1];
        origins.add(new Origin(hard + "a", Ending.SLAVIC));
        origins.add(new Origin(hard, Ending.SLAVIC));
      }
    }
  }

  private static void prefixed(String key, String prefixes, List<Origin> origins) {
    for (int cut = 1; cut <= 2 && cut < key.length() - 1; cut++) {
      if (prefixes.indexOf(key.charAt(cut - 1)) < 0) {
        return;
      }
      origins.add(new Origin(key.substring(cut), Ending.CLEAR));
    }
  }
}
