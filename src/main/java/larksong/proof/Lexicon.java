package larksong.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import morfologik.stemming.Dictionary;
import morfologik.stemming.DictionaryLookup;
import morfologik.stemming.IStemmer;
import morfologik.stemming.WordData;

/**
 * Knows a language's common words, so that what is none of them is a name.
 *
 * <p>English and German have a dictionary (LanguageTool's); where there is none, a word with a
 * capital inside a sentence is a name, and one at its beginning is not.
 */
final class Lexicon {

  private static final Map<String, String> FILES = Map.of("en", "english", "de", "german");
  private static final Map<String, Optional<Dictionary>> LOADED = new ConcurrentHashMap<>();
  private static final int SHORTEST_PART = 3;

  private final String language;

  Lexicon(Locale language) {
    this.language = language.getLanguage();
  }

  private Optional<IStemmer> dictionary() {
    return LOADED
        .computeIfAbsent(language, Lexicon::load)
        .map(DictionaryLookup::new); // one for each use: a lookup keeps state
  }

  private static Optional<Dictionary> load(String language) {
    String file = FILES.get(language);
    if (file == null) {
      return Optional.empty();
    }
    URL found =
        Lexicon.class.getResource("/org/languagetool/resource/" + language + "/" + file + ".dict");
    try {
      return found == null ? Optional.empty() : Optional.of(Dictionary.read(found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isThere() {
    return FILES.containsKey(language);
  }

  /** Whether nouns have a capital in the middle of a sentence too. */
  boolean hasNounsInCapitals() {
    return language.equals("de");
  }

  /** Whether a word is in the dictionary as something else than a name. */
  boolean isCommon(String word) {
    return dictionary().map(words -> isCommon(words, word)).orElse(false);
  }

  private boolean isCommon(IStemmer words, String word) {
    return isListed(words, word)
        || isListed(words, word.toLowerCase(Locale.ROOT))
        || (hasNounsInCapitals() && isCompound(words, word));
  }

  private static boolean isListed(IStemmer words, String word) {
    for (WordData data : words.lookup(word)) {
      String tag = String.valueOf(data.getTag());
      if (!tag.startsWith("EIG") && !tag.startsWith("NNP")) {
        return true;
      }
    }
    return false;
  }

  /** {@code Zahnarztpraxis}: two nouns, with or without a letter between them. */
  private static boolean isCompound(IStemmer words, String word) {
    for (int cut = SHORTEST_PART; cut <= word.length() - SHORTEST_PART; cut++) {
      String tail = word.substring(cut, cut + 1).toUpperCase(Locale.ROOT) + word.substring(cut + 1);
      String head = word.substring(0, cut);
      if (isListed(words, tail)
          && (isKnown(words, head)
              || isKnown(words, head.replaceFirst("(?:es|s|en|n|e|-)$", "")))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isKnown(IStemmer words, String part) {
    return part.length() >= SHORTEST_PART
        && (!words.lookup(part).isEmpty()
            || !words.lookup(part.toLowerCase(Locale.ROOT)).isEmpty());
  }

  /** Whether a word says that something is the most of its kind. */
  boolean isSuperlative(String word) {
    return dictionary()
        .map(
            words -> {
              for (WordData data : words.lookup(word)) {
                String tag = String.valueOf(data.getTag());
                if (tag.equals("JJS") || tag.equals("RBS") || tag.contains(":SUP")) {
                  return true;
                }
              }
              return false;
            })
        .orElse(false);
  }
}
