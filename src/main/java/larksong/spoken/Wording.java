package larksong.spoken;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** How one language asks, in groups of words: one file each, in {@code requests}. */
final class Wording {

  /** The languages that have a file; sources write in more than shows speak. */
  static final List<Wording> ALL =
      List.of("en", "de", "fr", "es", "it", "nl", "pt", "sv").stream().map(Wording::read).toList();

  private final String language;
  private final Map<String, Group> groups = new HashMap<>();

  private Wording(String language) {
    this.language = language;
  }

  boolean isOf(Optional<Locale> text) {
    return text.filter(one -> one.getLanguage().equals(language)).isPresent();
  }

  /**
   * Words and phrases of one meaning.
   *
   * @param exact phrases by their first word
   * @param stems how words begin
   */
  private record Group(Map<String, List<Phrase>> exact, List<Phrase> stems) {}

  /**
   * Words in a row.
   *
   * @param isStem whether the last word may have another ending
   * @param isCapital whether it means this only with a capital inside a sentence
   */
  private record Phrase(List<String> words, boolean isStem, boolean isCapital) {}

  private static Wording read(String language) {
    Properties file = new Properties();
    try (InputStream in =
        Wording.class.getResourceAsStream("requests/" + language + ".properties")) {
      file.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Wording wording = new Wording(language);
    for (String name : file.stringPropertyNames()) {
      String more = name.equals("common") ? String.join(" ", Heard.stopWords(language)) : "";
      wording.groups.put(name, group(file.getProperty(name) + " " + more));
    }
    return wording;
  }

  private static Group group(String written) {
    Group group = new Group(new HashMap<>(), new ArrayList<>());
    for (String one : List.of(written.strip().split("\\s+"))) {
      boolean isStem = one.endsWith("*");
      List<String> words = List.of(Token.folded(one.replace("*", "")).split("_"));
      Phrase phrase = new Phrase(words, isStem, Character.isUpperCase(one.charAt(0)));
      if (isStem && words.size() == 1) {
        group.stems().add(phrase);
      } else {
        group.exact().computeIfAbsent(words.get(0), word -> new ArrayList<>()).add(phrase);
      }
    }
    return group;
  }

  /** Where the words of a group stand, by the place of their first word. */
  List<Integer> places(String name, List<Token> tokens) {
    Group group = groups.get(name);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; group != null && i < tokens.size(); i++) {
      if (stands(group, tokens, i)) {
        places.add(i);
      }
    }
    return places;
  }

  private static boolean stands(Group group, List<Token> tokens, int at) {
    String word = tokens.get(at).word();
    for (Phrase phrase : group.exact().getOrDefault(word, List.of())) {
      if (stands(phrase, tokens, at)) {
        return true;
      }
    }
    return group.stems().stream().anyMatch(stem -> word.startsWith(stem.words().get(0)));
  }

  private static boolean stands(Phrase phrase, List<Token> tokens, int at) {
    List<String> words = phrase.words();
    if (at + words.size() > tokens.size()
        || (phrase.isCapital() && !tokens.get(at).isCapitalInside())) {
      return false;
    }
    for (int i = 1; i < words.size(); i++) {
      String word = tokens.get(at + i).word();
      boolean isLast = i == words.size() - 1;
      if (!word.equals(words.get(i))
          && !(isLast && phrase.isStem() && word.startsWith(words.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
