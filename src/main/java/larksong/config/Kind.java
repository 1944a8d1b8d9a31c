package larksong.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A kind of show: one Markdown file in {@code prompts}, packaged or the owner's own.
 *
 * @param shape how its outline is built
 * @param tells which kinds of items it tells, in speaking order
 * @param mustSay which of them an edition may not leave out
 * @param tellsOnce whether what an earlier edition told is left out
 * @param pauses the silences between its parts
 * @param instructions what a model is told
 * @param phrases the outline's templates by name, each with its variants
 */
public record Kind(
    String name,
    Shape shape,
    List<String> tells,
    List<String> mustSay,
    boolean tellsOnce,
    Pauses pauses,
    String instructions,
    Map<String, List<String>> phrases) {

  /** How an outline is built. */
  public enum Shape {
    BRIEFING,
    STUDY,
    ITINERARY;

    /** What it can tell. */
    List<String> items() {
      return switch (this) {
        case BRIEFING -> List.of("appointments", "tasks", "notes", "articles");
        case STUDY -> List.of("cards");
        case ITINERARY -> List.of("appointments");
      };
    }

    /** The packaged kind that has it. */
    String packaged() {
      return switch (this) {
        case BRIEFING -> "morning-briefing";
        case STUDY -> "study-guide";
        case ITINERARY -> "itinerary";
      };
    }

    /** What of it must be said unless a prompt says otherwise. */
    List<String> mustSay() {
      return items().stream().filter(List.of("appointments", "tasks")::contains).toList();
    }
  }

  /**
   * Silences between sentences, between lines, between segments, and before an answer; the first
   * three as {@code ear.md} gives them: 300 ms within a story, 500–700 ms between stories.
   */
  public record Pauses(Duration sentence, Duration line, Duration segment, Duration recall) {}

  private static final String SHARED = "phrases";
  private static final List<String> PACKAGED =
      List.of("morning-briefing", "study-guide", "itinerary");
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().lineBreakRendering(LineBreakRendering.COMPACT).build();

  /**
   * Reads a kind from the owner's prompts beside the configuration, else the packaged one, with the
   * phrases of the language: the owner's own, else those of {@code prompts/languages}.
   */
  public static Kind read(
      String name, Locale language, Path configuration, List<Problem> problems) {
    Path own = configuration.resolve("prompts").resolve(name + ".md");
    Markdown markdown = Markdown.of(own, text(name, own, problems), Map.of(), problems);
    Section settings = markdown.settings();
    Section pauses = settings.section("pauses");
    Shape shape = shape(settings);
    Map<String, List<String>> phrases = phrases(shape, language, own, problems);
    if (language.getLanguage().equals("en") || Files.exists(own)) {
      phrases.putAll(parts(markdown.body()).getOrDefault("Phrases", Map.of()));
    }
    Kind kind =
        new Kind(
            name,
            shape,
            items(settings, "tells", shape.items(), shape.items()),
            items(settings, "must-say", shape.mustSay(), shape.items()),
            settings.flag("tells-once", true),
            new Pauses(
                pauses.duration("sentence", Duration.ofMillis(300)),
                pauses.duration("line", Duration.ofMillis(450)),
                pauses.duration("segment", Duration.ofMillis(700)),
                pauses.duration("recall", Duration.ofSeconds(3))),
            instructions(markdown.body()),
            phrases);
    pauses.finish();
    settings.finish();
    return kind;
  }

  private static Shape shape(Section settings) {
    String written =
        settings.choice("shape", "briefing", List.of("briefing", "study", "itinerary"));
    return switch (written) {
      case "study" -> Shape.STUDY;
      case "itinerary" -> Shape.ITINERARY;
      default -> Shape.BRIEFING;
    };
  }

  private static List<String> items(
      Section settings, String key, List<String> otherwise, List<String> allowed) {
    List<String> items = settings.texts(key, otherwise);
    for (String item : items) {
      if (!allowed.contains(item)) {
        settings.problem(
            key,
            "expected "
                + String.join(", ", allowed)
                + " but was '"
                + item
                + "'"
                + Nearest.hint(item, allowed));
      }
    }
    return items;
  }

  private static String text(String name, Path own, List<Problem> problems) {
    try (InputStream packaged = Kind.class.getResourceAsStream("/prompts/" + name + ".md")) {
      if (Files.exists(own)) {
        return Files.readString(own);
      }
      if (packaged != null) {
        return new String(packaged.readAllBytes(), StandardCharsets.UTF_8);
      }
      problems.add(new Problem(own.toString(), 1, "", "there is no such prompt"));
    } catch (IOException e) {
      problems.add(new Problem(own.toString(), 1, "", "could not be read as UTF-8 text"));
    }
    return "";
  }

  /** The names of all kinds there are. */
  public static TreeSet<String> all(Path configuration) {
    TreeSet<String> names = new TreeSet<>(PACKAGED);
    try (var files = Files.list(configuration.resolve("prompts"))) {
      files
          .map(path -> String.valueOf(path.getFileName()))
          .filter(file -> file.endsWith(".md") && !file.equals(SHARED + ".md"))
          .forEach(file -> names.add(file.substring(0, file.length() - 3)));
    } catch (IOException e) {
      return names;
    }
    return names;
  }

  /** What stands before the heading {@code # Phrases}. */
  private static String instructions(String body) {
    int phrases = body.indexOf("# Phrases");
    return (phrases < 0 ? body : body.substring(0, phrases)).strip();
  }

  /** What every kind of this shape says in a language. */
  private static Map<String, List<String>> phrases(
      Shape shape, Locale language, Path own, List<Problem> problems) {
    Path shared = own.resolveSibling(SHARED + ".md");
    if (language.getLanguage().equals("en")) {
      return new LinkedHashMap<>(
          parts(body(SHARED, shared, problems)).getOrDefault("Phrases", Map.of()));
    }
    String file = "languages/" + language.getLanguage();
    Map<String, Map<String, List<String>>> parts =
        parts(body(file, own.resolveSibling(file + ".md"), problems));
    Map<String, List<String>> phrases = new LinkedHashMap<>(parts.getOrDefault(SHARED, Map.of()));
    phrases.putAll(parts.getOrDefault(shape.packaged(), Map.of()));
    return phrases;
  }

  private static String body(String name, Path own, List<Problem> problems) {
    return Markdown.of(own, text(name, own, problems), Map.of(), problems).body();
  }

  /** The lists under the headings of the second level, by the heading of the first above them. */
  private static Map<String, Map<String, List<String>>> parts(String body) {
    Map<String, Map<String, List<String>>> parts = new LinkedHashMap<>();
    String part = "";
    String heading = "";
    Node block = Parser.builder().build().parse(body).getFirstChild();
    for (; block != null; block = block.getNext()) {
      if (block instanceof Heading title) {
        heading = TEXT.render(title).strip();
        part = title.getLevel() == 1 ? heading : part;
      } else if (block instanceof BulletList list) {
        parts.computeIfAbsent(part, name -> new LinkedHashMap<>()).put(heading, variants(list));
      }
    }
    return parts;
  }

  private static List<String> variants(BulletList list) {
    List<String> variants = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Node paragraph = item.getFirstChild();
      variants.add(paragraph == null ? "" : TEXT.render(paragraph).strip());
    }
    return List.copyOf(variants);
  }
}
