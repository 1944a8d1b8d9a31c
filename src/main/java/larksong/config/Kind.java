package larksong.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import larksong.model.ItemType;
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
 * @param wholeNotes whether a note is told from beginning to end, as a chapter of its own
 * @param most how many items an edition has at most
 * @param length the longest an edition is, unless the show says otherwise
 * @param tone how it sounds, for a model
 * @param speakers what each speaker does, by name, for a model
 * @param foreign which speakers may speak another language than the show's
 * @param pauses the silences between its parts
 * @param roles what a model is told that plans or presents, by role
 * @param instructions what a model is told that writes
 * @param phrases the outline's templates by name, each with its variants
 */
public record Kind(
    String name,
    Shape shape,
    List<ItemType> tells,
    List<ItemType> mustSay,
    boolean tellsOnce,
    boolean wholeNotes,
    int most,
    Duration length,
    String tone,
    Map<String, String> speakers,
    List<String> foreign,
    Pauses pauses,
    Map<String, String> roles,
    String instructions,
    Map<String, List<String>> phrases) {

  /** How an outline is built. */
  public enum Shape {
    /** Part by part, in the order of what it tells. */
    BRIEFING("morning-briefing"),
    /** Question, silence, answer. */
    STUDY("study-guide"),
    /** Step by step, in the time of each place. */
    ITINERARY("itinerary"),
    /** The remarkable days of those that are over. */
    WEEK("week-in-review"),
    /** Slow, then natural, then the listener. */
    PRACTICE("language-practice");

    private final String packaged;

    /** Named with the packaged kind whose phrases it has. */
    Shape(String packaged) {
      this.packaged = packaged;
    }

    /** What it can tell. */
    List<ItemType> items() {
      return switch (this) {
        case BRIEFING ->
            List.of(
                ItemType.APPOINTMENT,
                ItemType.TASK,
                ItemType.NOTE,
                ItemType.READING,
                ItemType.ARTICLE);
        case WEEK ->
            List.of(ItemType.APPOINTMENT, ItemType.NOTE, ItemType.READING, ItemType.ARTICLE);
        case STUDY, PRACTICE -> List.of(ItemType.CARD);
        case ITINERARY -> List.of(ItemType.APPOINTMENT);
      };
    }

    /** What of it must be said unless a prompt says otherwise. */
    List<ItemType> mustSay() {
      return this == WEEK
          ? List.of()
          : items().stream().filter(Set.of(ItemType.APPOINTMENT, ItemType.TASK)::contains).toList();
    }
  }

  /**
   * Silences between sentences, between lines, between segments, and before an answer: 300 ms
   * within a story and 500 to 700 ms between stories, as newsreaders pause.
   */
  public record Pauses(Duration sentence, Duration line, Duration segment, Duration recall) {}

  private static final String SHARED = "phrases";
  private static final int MOST = 10_000;
  private static final String PHRASES = "Phrases";
  private static final List<String> PACKAGED =
      List.of(
          "bedtime-story",
          "data-recap",
          "deep-dive",
          "itinerary",
          "language-practice",
          "meeting-recap",
          "morning-briefing",
          "news-roundup",
          "product-updates",
          "study-guide",
          "week-in-review");
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
    Kind kind =
        new Kind(
            name,
            shape,
            items(settings, "tells", shape.items(), shape.items()),
            items(settings, "must-say", shape.mustSay(), shape.items()),
            settings.flag("tells-once", true),
            settings.choice("notes", "brief", List.of("brief", "whole")).equals("whole"),
            settings.integer("most", MOST, 1, MOST),
            settings.duration("length", Duration.ofMinutes(5)),
            settings.text("tone").orElse(""),
            speakers(settings.section("speakers")),
            settings.texts("foreign", List.of()),
            new Pauses(
                pauses.duration("sentence", Duration.ofMillis(300)),
                pauses.duration("line", Duration.ofMillis(450)),
                pauses.duration("segment", Duration.ofMillis(700)),
                pauses.duration("recall", Duration.ofSeconds(3))),
            roles(own, problems),
            instructions(markdown.body()),
            phrases(name, shape, language, own, markdown.body(), problems));
    pauses.finish();
    settings.finish();
    return kind;
  }

  /** What a model is told in a role, such as {@code host}. */
  public String role(String name) {
    return roles.getOrDefault(name, "");
  }

  private static Map<String, String> roles(Path own, List<Problem> problems) {
    Map<String, String> roles = new LinkedHashMap<>();
    for (String role : List.of("editor", "host", "judge")) {
      String file = "roles/" + role;
      roles.put(role, text(file, own.resolveSibling(file + ".md"), problems));
    }
    return roles;
  }

  private static Map<String, String> speakers(Section section) {
    Map<String, String> speakers = new LinkedHashMap<>();
    for (String speaker : section.keys()) {
      section.text(speaker).ifPresent(role -> speakers.put(speaker, role));
    }
    return speakers;
  }

  private static Shape shape(Section settings) {
    List<String> shapes =
        Arrays.stream(Shape.values()).map(shape -> shape.name().toLowerCase(Locale.ROOT)).toList();
    return Shape.valueOf(settings.choice("shape", "briefing", shapes).toUpperCase(Locale.ROOT));
  }

  private static List<ItemType> items(
      Section settings, String key, List<ItemType> otherwise, List<ItemType> allowed) {
    List<String> words = ItemType.words(allowed);
    List<ItemType> items = new ArrayList<>();
    for (String written : settings.texts(key, ItemType.words(otherwise))) {
      Optional<ItemType> type = ItemType.of(written).filter(allowed::contains);
      type.ifPresent(items::add);
      if (type.isEmpty()) {
        String expected = "expected " + String.join(", ", words) + " but was '" + written + "'";
        settings.problem(key, expected + Nearest.hint(written, words));
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
    int phrases = body.indexOf("# " + PHRASES);
    return (phrases < 0 ? body : body.substring(0, phrases)).strip();
  }

  /**
   * What a kind says in a language: what every kind shares, what all of its shape have, its own.
   * The owner's file comes last; a packaged one speaks English.
   */
  private static Map<String, List<String>> phrases(
      String name, Shape shape, Locale language, Path own, String body, List<Problem> problems) {
    Map<String, List<String>> phrases = new LinkedHashMap<>();
    boolean english = language.getLanguage().equals("en");
    if (english) {
      for (String file : List.of(SHARED, shape.packaged)) {
        if (!file.equals(name)) {
          phrases.putAll(own(body(file, own.resolveSibling(file + ".md"), problems)));
        }
      }
    } else {
      String file = "languages/" + language.getLanguage();
      Map<String, Map<String, List<String>>> parts =
          parts(body(file, own.resolveSibling(file + ".md"), problems));
      for (String part : List.of(SHARED, shape.packaged, name)) {
        phrases.putAll(parts.getOrDefault(part, Map.of()));
      }
    }
    if (english || Files.exists(own)) {
      phrases.putAll(own(body));
    }
    return phrases;
  }

  private static Map<String, List<String>> own(String body) {
    return parts(body).getOrDefault(PHRASES, Map.of());
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
