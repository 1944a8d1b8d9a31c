package larksong.eval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larksong.config.Kind;
import larksong.editor.Editor;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Article;
import larksong.model.Edition;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Recollection;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Span;
import larksong.model.Task;
import larksong.model.Voice;
import larksong.proof.ScriptProof;
import larksong.script.RequestsAsNews;
import larksong.script.WritingException;
import larksong.script.outline.OutlineWriter;
import larksong.spoken.Spoken;
import org.yaml.snakeyaml.Yaml;

/** Good scripts in three languages: each morning as a model writes it, and twice by the outline. */
final class Corpus {

  static final List<String> LANGUAGES = List.of("en-GB", "de", "fr");

  private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

  private final Locale language;
  private final Kind kind;
  private final Spoken spoken;

  private Corpus(String tag) {
    language = Locale.forLanguageTag(tag);
    kind = Kind.read("morning-briefing", language, Path.of("nowhere"), new ArrayList<>());
    spoken = Spoken.of(language).orElseThrow();
  }

  /** The mornings that the rules of proof were made and corrected with. */
  static final List<String> SEEN = List.of("", "more_");

  /** Mornings that someone wrote who did not know the rules; no rule was changed for them. */
  static final List<String> UNSEEN = List.of("unseen_");

  /** The samples of a language. */
  static List<Sample> read(List<String> sets, String tag) throws IOException, WritingException {
    Corpus corpus = new Corpus(tag);
    List<Sample> samples = new ArrayList<>();
    for (String set : sets) {
      String file = "/larksong/eval/" + set + corpus.language.getLanguage() + ".yaml";
      try (InputStream in = Corpus.class.getResourceAsStream(file)) {
        List<Map<String, Object>> days = new Yaml().load(in);
        int first = samples.size();
        for (int i = 0; i < days.size(); i++) {
          samples.addAll(corpus.samples(days.get(i), first + i));
        }
      }
    }
    return samples;
  }

  private List<Sample> samples(Map<String, Object> day, int number) throws WritingException {
    LocalDate date = LocalDate.parse(String.valueOf(day.get("day")));
    List<Item> items = maps(day, "items").stream().map(item -> item(item, date)).toList();
    List<Gap> gaps = texts(day, "gaps").stream().map(gap -> new Gap(gap, "Not there.")).toList();
    List<Sample> samples = new ArrayList<>();
    for (String listener : List.of("Ada", "Max")) {
      Show show = show("eval" + listener.toLowerCase(Locale.ROOT), listener);
      Edition edition = new Edition(show.name(), date.atStartOfDay(), ZONE);
      Rundown rundown =
          new Editor(show, kind, spoken)
              .edit(edition, new Gathered(items, gaps), Recollection.NONE);
      Script outline =
          new RequestsAsNews(new OutlineWriter(show, kind, spoken), new ScriptProof(show)::check)
              .write(rundown)
              .script();
      samples.add(new Sample(show, number, "outline", rundown, outline));
      if (listener.equals("Ada")) {
        samples.add(new Sample(show, number, "model", rundown, script(day)));
      }
    }
    return samples;
  }

  private Show show(String name, String listener) {
    return new Show(
        name,
        "Morgonkaffe",
        "",
        "morning-briefing",
        language,
        ZONE,
        Duration.ofMinutes(6),
        Optional.of(listener),
        Map.of(Show.HOST, Voice.of("freetts:kevin16")));
  }

  private Script script(Map<String, Object> day) {
    List<Segment> segments =
        maps(day, "script").stream()
            .map(
                segment ->
                    new Segment(
                        "…",
                        List.of(new Line(Show.HOST, String.valueOf(segment.get("text")))),
                        texts(segment, "covers")))
            .toList();
    return new Script("Morgonkaffe", "", language, segments);
  }

  private static Item item(Map<String, Object> words, LocalDate date) {
    String id = String.valueOf(words.get("id"));
    String title = String.valueOf(words.get("title"));
    return switch (String.valueOf(words.get("kind"))) {
      case "appointment" -> appointment(id, title, words, date);
      case "task" ->
          new Task(
              id,
              "tasks",
              title,
              Optional.ofNullable((Integer) words.get("due")).map(date::plusDays));
      case "note" ->
          new Note(id, "notes", title, text(words, "text").orElse(""), Optional.empty(), List.of());
      default ->
          new Article(
              id,
              "news",
              title,
              text(words, "text").orElse(""),
              text(words, "publisher").orElse(""),
              Optional.empty(),
              Optional.of(
                  date.minusDays((Integer) words.get("age"))
                      .atTime(6, 0)
                      .atZone(ZONE)
                      .toInstant()));
    };
  }

  private static Appointment appointment(
      String id, String title, Map<String, Object> words, LocalDate date) {
    Duration length = Duration.ofMinutes((Integer) words.get("minutes"));
    return new Appointment(
        id,
        "calendar",
        title,
        span(date, text(words, "at").orElseThrow(), length),
        text(words, "was").map(was -> span(date, was, length)),
        text(words, "place"),
        text(words, "details").orElse(""),
        words.containsKey("cancelled")
            ? Standing.CANCELLED
            : words.containsKey("tentative") ? Standing.TENTATIVE : Standing.CONFIRMED);
  }

  private static Span span(LocalDate date, String at, Duration length) {
    ZonedDateTime start = date.atTime(LocalTime.parse(at)).atZone(ZONE);
    return new Span.Timed(start, start.plus(length));
  }

  private static Optional<String> text(Map<String, Object> words, String key) {
    return Optional.ofNullable(words.get(key)).map(String::valueOf);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Map<String, Object> words, String key) {
    return (List<Map<String, Object>>) words.get(key);
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(Map<String, Object> words, String key) {
    return (List<String>) words.get(key);
  }

  /** Names that the sources of these mornings use. */
  static final Set<String> NAMES =
      Set.of(
          "Sam",
          "Jonas",
          "Samuel",
          "Greta",
          "Lind",
          "Solveig",
          "Vaxholm",
          "Priya",
          "Nair",
          "Petra",
          "Vogt",
          "Orla",
          "Oskar",
          "Odile",
          "Daniel",
          "Osei",
          "Leo",
          "Léo",
          "Ines",
          "Inès",
          "Carvalho",
          "Elsa",
          "Nils",
          "Uppsala",
          "Hugo",
          "Brandt",
          "Mina",
          "Okafor",
          "Tomasz",
          "Yuki",
          "Aron",
          "Feld",
          "Gotland",
          "Olga",
          "Petrov",
          "Petrow",
          "Freya",
          "Larch",
          "Albion");
}
