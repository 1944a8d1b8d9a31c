package larksong.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The lists of words that tell a name from another word, read once from this program's files. */
final class Wordlist {

  private static final Map<String, List<String>> WORDS = sections("words.txt");
  private static final Map<String, List<String>> CUES = sections("cues.txt");

  static final Set<String> FIRST_NAMES = keys(plain("first-names.txt"));
  static final Set<String> FAMILY_NAMES = keys(plain("family-names.txt"));
  static final Set<String> ALSO_WORDS = keys(plain("also-words.txt"));
  static final Set<String> COMPANY = words("company");
  static final Set<String> COMPANY_NAMES = words("company-name");
  static final Set<String> RESOURCES = words("resource");
  static final Set<String> PLACES = words("place");
  static final Set<String> COMMON = words("common");
  static final Set<String> RELATIONS = words("relation");
  static final Set<String> PARTICLES = words("particle");
  static final Set<String> PARTICLE_STARTS = words("particle-start");
  static final Set<String> DEGREES = words("degree");
  static final Set<String> TITLE_TAILS = words("title-tail");
  static final Set<String> TITLES_AFTER = words("title-after");
  static final Set<String> TITLES = titles(false);

  /** Titles that are another word without a capital or a point. */
  static final Set<String> DOUBTFUL_TITLES = titles(true);

  private Wordlist() {}

  /** The folded words of a part of the list of words. */
  static Set<String> words(String section) {
    return keys(
        List.of(String.join(" ", WORDS.getOrDefault(section, List.of())).split("\\s+", -1)));
  }

  /** Sequences of folded words, such as {@code lunch with}, of which some are spelled out first. */
  static Set<List<String>> cues(String section, UnaryOperator<String> spelled) {
    return sequences(CUES.getOrDefault(section, List.of()).stream().map(spelled).toList());
  }

  /** Sequences of folded words that only look like a name. */
  static Set<List<String>> phrases() {
    return sequences(WORDS.getOrDefault("phrase", List.of()));
  }

  private static Set<List<String>> sequences(List<String> lines) {
    Set<List<String>> sequences = new HashSet<>();
    for (String line : lines) {
      for (String phrase : line.split("\\|", -1)) {
        sequences.add(NameToken.of(phrase.replace('_', ' ')).stream().map(NameToken::key).toList());
      }
    }
    sequences.remove(List.of());
    return sequences;
  }

  private static Set<String> titles(boolean doubtful) {
    return keys(
        plain("honorifics.txt").stream()
            .filter(word -> word.endsWith("*") == doubtful)
            .map(word -> word.replace("*", ""))
            .toList());
  }

  private static Set<String> keys(List<String> words) {
    Set<String> keys = new HashSet<>();
    for (String word : words) {
      keys.add(Fold.of(word));
    }
    keys.remove("");
    return Set.copyOf(keys);
  }

  private static List<String> plain(String file) {
    List<String> words = new ArrayList<>();
    for (String line : lines(file)) {
      words.addAll(List.of(line.split(" ", -1)));
    }
    return words;
  }

  private static Map<String, List<String>> sections(String file) {
    Map<String, List<String>> sections = new HashMap<>();
    String section = "";
    for (String line : lines(file)) {
      String rest = line;
      if (line.startsWith("[")) {
        section = line.substring(1, line.indexOf(']'));
        rest = line.substring(line.indexOf(']') + 1);
      }
      sections.computeIfAbsent(section, name -> new ArrayList<>()).add(rest.strip());
    }
    return sections;
  }

  private static List<String> lines(String file) {
    try (InputStream in = Wordlist.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
