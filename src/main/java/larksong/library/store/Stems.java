package larksong.library.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The words of one language as the search knows them: without capitals and marks, and as stems, so
 * that "appointments" is found by "appointment" and "Straße" by "strasse".
 *
 * <p>Each term begins with its language's code, since one index holds all of them.
 */
public final class Stems {

  private static final Map<String, Function<TokenStream, TokenStream>> STEMMERS =
      Map.of(
          "de", GermanLightStemFilter::new,
          "en", PorterStemFilter::new,
          "es", SpanishLightStemFilter::new,
          "fr", FrenchLightStemFilter::new,
          "it", ItalianLightStemFilter::new,
          "pt", PortugueseLightStemFilter::new,
          "sv", SwedishLightStemFilter::new);

  /** Of shows in a language that has no stemmer here. */
  private static final String OTHER = "xx";

  /** Before whole words, so that a beginning is found that is longer than the stem. */
  private static final String WHOLE = "00";

  /** Of a word; what follows tells no two apart. */
  private static final int LONGEST = 60;

  private final String code;
  private final Function<TokenStream, TokenStream> stemmer;

  private Stems(String code, Function<TokenStream, TokenStream> stemmer) {
    this.code = code;
    this.stemmer = stemmer;
  }

  public static Stems of(Locale language) {
    return in(STEMMERS.containsKey(language.getLanguage()) ? language.getLanguage() : OTHER);
  }

  private static Stems in(String code) {
    return new Stems(code, STEMMERS.getOrDefault(code, Function.identity()));
  }

  /** Of every language, and of all others. */
  static Stream<Stems> languages() {
    return Stream.<String>concat(STEMMERS.keySet().stream().sorted(), Stream.of(OTHER))
        .map(Stems::in);
  }

  /** All that the index is to have of a text, each once, with blanks between. */
  public String all(String text) {
    Set<String> terms = new LinkedHashSet<>();
    for (String word : new LinkedHashSet<>(words(text))) {
      terms.addAll(stems(word));
      terms.add(whole(word));
    }
    return String.join(" ", terms);
  }

  /** The words of a text in order, of small letters and digits. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+", -1)) {
      String letters = word.substring(0, Math.min(word.length(), LONGEST));
      if (!folded(letters).isEmpty()) {
        words.add(letters);
      }
    }
    return words;
  }

  /** Without marks; nothing but letters and digits is left. */
  private static String folded(String word) {
    char[] in = word.toCharArray();
    char[] out = new char[4 * in.length]; // one sign becomes four at most
    int length = ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, in.length);
    return new String(out, 0, length).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
  }

  String whole(String word) {
    return WHOLE + folded(word);
  }

  /** Some stemmers need the marks, and some people leave them out. */
  Set<String> stems(String word) {
    Set<String> stems = new LinkedHashSet<>();
    stems.add(code + folded(stem(word)));
    stems.add(code + folded(stem(folded(word))));
    return stems;
  }

  /** What a word that was typed may stand in the index as. */
  Set<String> sought(String word) {
    Set<String> sought = stems(word);
    sought.add(code + folded(word));
    return sought;
  }

  private String stem(String word) {
    KeywordTokenizer letters = new KeywordTokenizer();
    letters.setReader(new StringReader(word));
    try (TokenStream stems = stemmer.apply(letters)) {
      CharTermAttribute term = stems.addAttribute(CharTermAttribute.class);
      stems.reset();
      return stems.incrementToken() ? term.toString() : word;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected a stem of a word in memory", e);
    }
  }
}
