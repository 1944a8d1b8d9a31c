package larksong.spoken;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** A language's words for what Larksong says and understands: one file each, beside this class. */
final class Vocabulary {

  private final Properties words = new Properties();

  private Vocabulary(InputStream file) throws IOException {
    words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
  }

  /** The file of this language, if there is one. */
  static Optional<Vocabulary> of(Locale language) {
    try (InputStream file =
        Vocabulary.class.getResourceAsStream(language.getLanguage() + ".properties")) {
      return file == null ? Optional.empty() : Optional.of(new Vocabulary(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String get(String key) {
    String value = words.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("Expected the key '" + key + "' in the language's file");
    }
    return value;
  }

  String get(String key, String otherwise) {
    return words.getProperty(key, otherwise);
  }

  /** Patterns with what they mean, in order: {@code pattern=value;pattern=value}. */
  Map<String, String> pairs(String key) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : List.of(get(key).split("\\s*;\\s*", -1))) {
      int equals = pair.lastIndexOf('=');
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  /** Words that stand apart by spaces. */
  Set<String> set(String key) {
    return Set.of(get(key).split("\\s+"));
  }
}
