package larksong.script.outline;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.config.Kind;
import larksong.model.Kept;
import larksong.model.Rundown;

/**
 * The phrases of a kind, filled in; of several variants each use takes the next, and each edition
 * begins with another.
 */
final class Phrases {

  private static final Mustache.Compiler TEMPLATES =
      Mustache.compiler().escapeHTML(false).defaultValue("").emptyStringIsFalse(true);

  private final Kind kind;
  private final List<String> recentOpenings;
  private final Map<String, Integer> used = new HashMap<>();
  private final int beginning;

  Phrases(Kind kind, Rundown rundown) {
    this.kind = kind;
    this.recentOpenings = rundown.recentOpenings().stream().map(Kept::text).toList();
    this.beginning = Math.floorMod(rundown.edition().id().text().hashCode(), 7919);
  }

  /** The next variant of a phrase, filled in. */
  String say(String name, Map<String, ?> words) {
    List<String> variants = kind.phrases().get(name);
    if (variants == null || variants.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected the phrase '" + name + "' in prompts/" + kind.name() + ".md");
    }
    int use = used.merge(name, 1, Integer::sum) - 1;
    return fill(variants.get((beginning + use) % variants.size()), words);
  }

  /** Whether there is such a phrase; the owner's own file of an earlier day may lack one. */
  boolean knows(String name) {
    return !kind.phrases().getOrDefault(name, List.of()).isEmpty();
  }

  String say(String name) {
    return say(name, Map.of());
  }

  /** An opening that none of the last editions had. */
  String opening(Map<String, ?> words) {
    int variants = kind.phrases().getOrDefault("opening", List.of()).size();
    Optional<String> fresh = Optional.empty();
    for (int i = 0; i < variants && fresh.isEmpty(); i++) {
      fresh = Optional.of(say("opening", words)).filter(text -> !isRecent(text, variants));
    }
    return fresh.orElseGet(() -> say("opening", words));
  }

  /** Openings are alike when they begin with the same word: the rest depends on the day. */
  private boolean isRecent(String opening, int variants) {
    return recentOpenings.stream()
        .limit(Math.max(1, variants - 1L))
        .anyMatch(recent -> firstWord(recent).equals(firstWord(opening)));
  }

  private static String firstWord(String text) {
    return text.toLowerCase(Locale.ROOT).replaceFirst("\\s.*", "");
  }

  private static String fill(String template, Map<String, ?> words) {
    Map<String, Object> all = new HashMap<>();
    words.forEach(
        (name, value) -> {
          all.put(name, value);
          all.put(capitalized(name), capitalized(String.valueOf(value)));
        });
    try {
      String text = TEMPLATES.compile(template).execute(all).replaceAll("\\s+", " ").strip();
      // A title may end with a mark of its own before the template's.
      return capitalized(text.replaceAll("([.!?…])\\.", "$1").replaceAll("([!?])([.,])", "$1"));
    } catch (MustacheException e) {
      throw new IllegalArgumentException("Expected a valid phrase but was '" + template + "'", e);
    }
  }

  static String capitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
