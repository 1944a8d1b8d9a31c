package larksong.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Card;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Note.Quotation;
import larksong.model.Reading;
import larksong.model.Reading.Figure;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.model.Task;

/**
 * Stand-ins for what is private: addresses, numbers, secrets, and the owner's names and patterns.
 *
 * <p>A stand-in such as {@code Name-QA} reads like a name, so that a model can put it into a
 * sentence; taking it back is exact. One that a model mangled stays as it is, and proof finds that
 * no item says it.
 */
public final class Redaction {

  /** What is found, in this order, by the word of its stand-in. */
  private static final Map<String, Pattern> KINDS = kinds();

  private static final Pattern STAND_IN =
      Pattern.compile("(?:Mail|Secret|Account|Phone|Street|Name|Private)-[Q-Z][A-Z]");

  private static final String NAME = "Name";
  private static final Pattern NAME_PART = Pattern.compile("(?<!\\p{L})\\p{Lu}\\p{L}+");

  private static final int FIRST = 'Q';
  private static final int LETTERS = 26;
  private static final int MOST = (('Z' - FIRST) + 1) * LETTERS;

  private final BiFunction<Item, String, Level> rules;
  private final Map<String, Pattern> patterns = new LinkedHashMap<>(KINDS);
  private final Map<String, String> standIns = new LinkedHashMap<>();
  private final Map<String, String> originals = new LinkedHashMap<>();

  /**
   * For one edition.
   *
   * @param names people; found in any letters, as whole words, and by one of their names alone
   * @param own the owner's own patterns
   * @param rules what may become of a field of an item: {@code title}, {@code location}, {@code
   *     details}, {@code people}, {@code text}
   */
  public Redaction(List<String> names, List<Pattern> own, BiFunction<Item, String, Level> rules) {
    this.rules = rules;
    for (int i = 0; i < own.size(); i++) {
      patterns.put("Private " + i, own.get(i));
    }
    if (!names.isEmpty()) {
      patterns.put(NAME, named(names));
    }
  }

  /** Whole names first; a part such as a surname only with its capital, or it may be any word. */
  private static Pattern named(List<String> names) {
    Stream<String> whole =
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote);
    Stream<String> parts =
        names.stream()
            .flatMap(name -> NAME_PART.matcher(name).results())
            .map(part -> "(?-i:" + Pattern.quote(part.group()) + ")");
    return Pattern.compile(
        "(?iu)(?<![\\p{L}\\p{N}])(?:"
            + Stream.concat(whole, parts).distinct().collect(Collectors.joining("|"))
            + ")(?=(?:s|es|n)?(?![\\p{L}\\p{N}]))");
  }

  private static Map<String, Pattern> kinds() {
    Map<String, Pattern> kinds = new LinkedHashMap<>();
    kinds.put(
        "Mail", Pattern.compile("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+"));
    kinds.put(
        "Secret",
        Pattern.compile(
            "\\b(?:sk|pk|ghp|gho|xox[abp]|AKIA|eyJ)[-_A-Za-z0-9]{12,}"
                + "|(?iu)(?<=\\b(?:password|passwort|mot de passe|pin|token|api key|code wifi)[: ]{1,2})\\S{4,}"
                + "|\\b(?=[A-Za-z0-9_-]*\\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{24,}\\b"));
    kinds.put(
        "Account",
        Pattern.compile(
            "\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\\b"
                + "|\\b(?:\\d[ -]?){12,18}\\d\\b"));
    kinds.put(
        "Phone",
        Pattern.compile(
            "(?<![\\p{L}\\p{N}.,-])(?!\\d{4}-\\d\\d-\\d\\d)\\+?\\d(?:[ ()/-]{0,2}\\d){6,13}(?![\\p{L}\\p{N}])"));
    kinds.put(
        "Street",
        Pattern.compile(
            "\\b\\d{1,4}[a-z]? (?:\\p{Lu}\\p{L}+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Way)\\b"
                + "|\\b(?:\\p{Lu}\\p{L}+ ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square) \\d{1,4}[a-z]?\\b"
                + "|\\b\\p{Lu}\\p{L}*(?:straße|strasse|weg|platz|gasse|allee|gatan|vägen) \\d{1,4}[a-z]?\\b"
                + "|\\b(?:\\d{1,4},? )?(?:rue|avenue|boulevard|place|via|piazza|calle|rua) (?:d[eu]s? |de la |della )?\\p{Lu}\\p{L}+(?: \\d{1,4})?"));
    return kinds;
  }

  /** The text with stand-ins. */
  public String cover(String text) {
    String covered = text;
    for (String kind : patterns.keySet()) {
      covered = cover(kind, covered);
    }
    return covered;
  }

  private String cover(String kind, String text) {
    Pattern pattern = patterns.get(kind);
    return pattern == null
        ? text
        : pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(standIn(kind, match)));
  }

  private String standIn(String kind, MatchResult match) {
    String found = match.group();
    if (found.isEmpty() || STAND_IN.matcher(found).matches()) {
      return found;
    }
    String original = uncover(found);
    String key = kind.equals(NAME) ? original.toLowerCase(java.util.Locale.ROOT) : original;
    return standIns.computeIfAbsent(
        key,
        word -> {
          int number = standIns.size();
          if (number >= MOST) {
            throw new IllegalArgumentException("Expected at most " + MOST + " private words");
          }
          String standIn =
              kind.replaceAll(" .*", "")
                  + "-"
                  + (char) (FIRST + number / LETTERS)
                  + (char) ('A' + number % LETTERS);
          originals.put(standIn, original);
          return standIn;
        });
  }

  /** The text with what the stand-ins stand for. */
  public String uncover(String text) {
    return STAND_IN
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(originals.getOrDefault(match.group(), match.group())));
  }

  /** How many different words it covered so far. */
  public int covered() {
    return standIns.size();
  }

  /** The rundown with stand-ins in all that its sources wrote. */
  public Rundown cover(Rundown rundown) {
    List<Story> stories = new ArrayList<>();
    for (Story story : rundown.stories()) {
      stories.add(covered(story));
    }
    return new Rundown(
        rundown.edition(),
        stories,
        rundown.gaps(),
        rundown.leftOut(),
        rundown.recentOpenings().stream().map(this::cover).toList());
  }

  private Story covered(Story story) {
    List<Fact> facts =
        story.facts().stream()
            .map(fact -> new Fact(fact.name(), covered(story.item(), fact.phrase())))
            .toList();
    return new Story(item(story.item()), story.weight(), story.mustSay(), facts);
  }

  private Item item(Item item) {
    if (item instanceof Appointment one) {
      return new Appointment(
          one.id(),
          one.source(),
          title(one),
          one.when(),
          one.movedFrom(),
          one.location()
              .map(place -> field(one, "location", place))
              .filter(text -> !text.isEmpty()),
          field(one, "details", one.details()),
          one.people().stream()
              .map(name -> field(one, "people", name))
              .filter(name -> !name.isEmpty())
              .toList(),
          one.standing(),
          one.author().map(name -> field(one, "people", name)).filter(name -> !name.isEmpty()));
    }
    if (item instanceof Note one) {
      return new Note(
          one.id(),
          one.source(),
          title(one),
          field(one, "text", one.text()),
          one.date(),
          one.tags(),
          one.quotation().map(quoted -> quotation(one, quoted)));
    }
    if (item instanceof Task one) {
      return new Task(one.id(), one.source(), title(one), one.due());
    }
    if (item instanceof Card one) {
      return new Card(one.id(), one.source(), one.deck(), title(one), covered(one, one.answer()));
    }
    if (item instanceof Reading one) {
      return new Reading(
          one.id(),
          one.source(),
          title(one),
          one.figures().stream()
              .map(
                  figure ->
                      new Figure(covered(one, figure.name()), figure.value(), figure.before()))
              .toList(),
          one.date());
    }
    Article one = (Article) item;
    return new Article(
        one.id(),
        one.source(),
        title(one),
        field(one, "text", one.summary()),
        covered(one, one.publisher()),
        one.link(),
        one.published());
  }

  private Quotation quotation(Note note, Quotation quoted) {
    return new Quotation(
        covered(note, quoted.author()),
        quoted.passages().stream().map(passage -> field(note, "text", passage)).toList());
  }

  private String title(Item item) {
    return covered(item, item.title());
  }

  /** What an item cannot be without. */
  private String covered(Item item, String text) {
    return rules.apply(item, "title") == Level.FREE ? free(item, text) : cover(text);
  }

  private String field(Item item, String field, String text) {
    return switch (rules.apply(item, field)) {
      case LOCAL -> "";
      case REDACTED -> cover(text);
      case FREE -> free(item, text);
    };
  }

  /** Whose name stays here in one field stays here in every field. */
  private String free(Item item, String text) {
    return rules.apply(item, "people") == Level.FREE ? text : cover(NAME, text);
  }

  /** The script with stand-ins, to be sent back. */
  public Script cover(Script script) {
    return each(script, this::cover);
  }

  /** The script with what the stand-ins stand for. */
  public Script uncover(Script script) {
    return each(script, this::uncover);
  }

  private static Script each(Script script, UnaryOperator<String> words) {
    return new Script(
        script.title(),
        words.apply(script.summary()),
        script.language(),
        script.segments().stream()
            .map(
                segment ->
                    new Segment(
                        words.apply(segment.heading()),
                        segment.lines().stream()
                            .map(
                                line ->
                                    new Line(
                                        line.speaker(), words.apply(line.text()), line.pause()))
                            .toList(),
                        segment.covers()))
            .toList());
  }
}
