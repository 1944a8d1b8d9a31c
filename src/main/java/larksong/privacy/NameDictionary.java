package larksong.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.WordData;

/**
 * Knows which words are names and which are not; for one thread.
 *
 * <p>English and German words come from LanguageTool's dictionaries, all others from our own lists.
 */
final class NameDictionary {

  private static final Dictionary ENGLISH = dictionary("en/english");
  private static final Dictionary GERMAN = dictionary("de/german");
  private static final int SHORTEST_PART = 4;
  private static final int LONGEST_COMPOUND = 40;
  private static final int MOST_REMEMBERED = 20_000;

  private final DictionaryLookup english = new DictionaryLookup(ENGLISH);
  private final DictionaryLookup german = new DictionaryLookup(GERMAN);
  private final Map<String, Boolean> common = new HashMap<>();

  private static Dictionary dictionary(String name) {
    URL found = NameDictionary.class.getResource("/org/languagetool/resource/" + name + ".dict");
    if (found == null) {
      throw new IllegalStateException("Expected the dictionary " + name + " on the class path");
    }
    try {
      return Dictionary.read(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it is a name and hardly ever anything else. */
  boolean isFirstName(String word) {
    String key = Fold.of(word);
    return Wordlist.FIRST_NAMES.contains(key) && !Wordlist.ALSO_WORDS.contains(key);
  }

  boolean isFamilyName(String word) {
    String key = Fold.of(word);
    return Wordlist.FAMILY_NAMES.contains(key) && !Wordlist.ALSO_WORDS.contains(key);
  }

  /** Whether it is a name, or may be one. */
  boolean mayBeName(String word) {
    String key = Fold.of(word);
    return Wordlist.FIRST_NAMES.contains(key) || Wordlist.FAMILY_NAMES.contains(key);
  }

  /** Whether it is a word of a language too, so that it is a name only where the sentence says. */
  boolean isWordToo(String word) {
    String key = Fold.of(word);
    return Wordlist.ALSO_WORDS.contains(key) || (!mayBeName(word) && isCommon(word));
  }

  /** Whether it is a company's, a thing's or a place's word, and no person's. */
  boolean isOther(String word) {
    String key = Fold.of(word);
    return !mayBeName(word)
        && (Wordlist.COMPANY.contains(key)
            || Wordlist.COMPANY_NAMES.contains(key)
            || Wordlist.RESOURCES.contains(key)
            || Wordlist.PLACES.contains(key));
  }

  /** Whether a language has the word, apart from names. */
  boolean isCommon(String word) {
    String key = Fold.of(word);
    if (Wordlist.COMMON.contains(key) || Wordlist.RELATIONS.contains(key)) {
      return true;
    }
    if (common.size() > MOST_REMEMBERED) {
      common.clear();
    }
    return common.computeIfAbsent(word, this::isInDictionary);
  }

  /** Whether it may say what somebody does or did: {@code sends}, {@code schickt}. */
  boolean isVerb(String word) {
    return tagged(english, word, "VBZ", "VBD")
        || tagged(german, word, "VER:3:SIN", "VER:AUX:3:SIN", "VER:MOD:3:SIN");
  }

  /** Whether it is an English noun and no verb: the {@code period} of a grace period. */
  boolean isThing(String word) {
    return tagged(english, word, "NN") && !isVerb(word);
  }

  private static boolean tagged(DictionaryLookup words, String word, String one, String... others) {
    for (WordData data : words.lookup(word)) {
      String tag = String.valueOf(data.getTag());
      if (tag.startsWith(one) || Stream.of(others).anyMatch(tag::startsWith)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInDictionary(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    String capital = capital(lower);
    return has(english, lower) || has(german, lower) || has(german, capital) || isCompound(lower);
  }

  private static boolean has(DictionaryLookup words, String word) {
    for (WordData data : words.lookup(word)) {
      String tag = String.valueOf(data.getTag());
      if (!tag.startsWith("EIG") && !tag.startsWith("NNP")) {
        return true;
      }
    }
    return false;
  }

  /** {@code Zahnarztpraxis}: two German nouns, with or without a letter between them. */
  private boolean isCompound(String word) {
    if (word.length() > LONGEST_COMPOUND) {
      return false;
    }
    for (int cut = SHORTEST_PART; cut <= word.length() - SHORTEST_PART; cut++) {
      String head = capital(word.substring(0, cut));
      if (has(german, capital(word.substring(cut)))
          && (has(german, head) || has(german, head.replaceFirst("(?:es|s|en|n)$", "")))) {
        return true;
      }
    }
    return false;
  }

  private static String capital(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
            + word.substring(word.offsetByCodePoints(0, 1));
  }
}
