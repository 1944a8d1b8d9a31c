package larksong.script.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.config.Kind;
import larksong.json.Json;
import larksong.model.Article;
import larksong.model.Draft;
import larksong.model.Gap;
import larksong.model.Line;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.script.ScriptWriter;
import larksong.spoken.Spoken;

/** Writes a script from the phrases of the show's kind. */
public final class OutlineWriter implements ScriptWriter {

  private final Show show;
  private final Kind kind;
  private final Spoken spoken;

  public OutlineWriter(Show show, Kind kind, Spoken spoken) {
    this.show = show;
    this.kind = kind;
    this.spoken = spoken;
  }

  @Override
  public String name() {
    return "outline";
  }

  @Override
  public String fingerprint() {
    return Json.write(kind) + Json.write(show);
  }

  @Override
  public Draft write(Rundown rundown) {
    Phrases phrases = new Phrases(kind, rundown);
    Telling telling = new Telling(show, spoken, phrases);
    Outline outline =
        switch (kind.shape()) {
          case BRIEFING -> new BriefingOutline(telling, kind);
          case STUDY -> new StudyOutline(telling, kind.pauses().recall());
          case ITINERARY -> new ItineraryOutline(telling);
          case WEEK -> new WeekOutline(telling);
          case PRACTICE -> new PracticeOutline(telling, kind.pauses().recall());
        };
    List<Segment> segments = new ArrayList<>(outline.segments(rundown));
    segments.addAll(gaps(rundown, phrases));
    segments.add(closing(rundown, phrases));
    Script script =
        new Script(
            show.title() + ", " + Dates.shown(rundown.edition().date(), show.language()),
            outline.summary(rundown),
            show.language(),
            segments);
    return new Draft(script, Origin.OUTLINE, name(), List.of());
  }

  @Override
  public Optional<String> attributed(Rundown rundown, String sentence) {
    return new Sourced(show, new Phrases(kind, rundown))
        .attributed(rundown.stories().stream().map(Story::item).toList(), sentence);
  }

  private static List<Segment> gaps(Rundown rundown, Phrases phrases) {
    List<Line> lines = new ArrayList<>();
    List<String> sources = rundown.gaps().stream().map(Gap::source).distinct().toList();
    for (String source : sources) {
      lines.add(new Line(Show.HOST, phrases.say("gap", Map.of("source", source))));
    }
    return lines.isEmpty()
        ? List.of()
        : List.of(new Segment(phrases.say("gaps.heading"), lines, List.of()));
  }

  private static Segment closing(Rundown rundown, Phrases phrases) {
    boolean links =
        rundown.stories().stream()
            .anyMatch(
                story -> story.item() instanceof Article article && article.link().isPresent());
    return new Segment(
        phrases.say("closing.heading"),
        List.of(new Line(Show.HOST, phrases.say(links ? "closing.links" : "closing"))),
        List.of());
  }

  /** What a kind's shape says between greeting and gaps. */
  interface Outline {

    List<Segment> segments(Rundown rundown);

    /** One sentence for the show notes. */
    String summary(Rundown rundown);
  }

  /** Words for a phrase, with the listener's name where there is one. */
  static Map<String, Object> words(Show show) {
    Map<String, Object> words = new HashMap<>();
    show.listener().ifPresent(listener -> words.put("listener", listener));
    return words;
  }
}
