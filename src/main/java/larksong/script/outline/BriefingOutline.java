package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import larksong.config.Kind;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Story;

/** An edition part by part: the greeting, then what the kind tells, in its order. */
final class BriefingOutline implements OutlineWriter.Outline {

  /** Titles that an overview names; more would be a list read out. */
  private static final int NAMED = 3;

  private final Telling telling;
  private final Kind kind;
  private final Map<String, Teller> tellers;

  BriefingOutline(Telling telling, Kind kind) {
    this.telling = telling;
    this.kind = kind;
    this.tellers =
        Map.of(
            "appointments", new AppointmentTeller(telling),
            "tasks", new TaskTeller(telling),
            "notes", new NoteTeller(telling, kind.wholeNotes()),
            "readings", new ReadingTeller(telling),
            "articles", new ArticleTeller(telling));
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<Segment> segments = new ArrayList<>();
    segments.add(opening(rundown));
    for (String word : kind.tells()) {
      segments.addAll(Objects.requireNonNull(tellers.get(word)).tell(told(rundown, word)));
    }
    return segments;
  }

  private static List<Story> told(Rundown rundown, String word) {
    return rundown.stories().stream()
        .filter(story -> Kind.word(story.item()).equals(word))
        .toList();
  }

  @Override
  public String summary(Rundown rundown) {
    return rundown.stories().isEmpty()
        ? telling.say("quiet")
        : telling.say("summary", overview(rundown));
  }

  private Segment opening(Rundown rundown) {
    Map<String, Object> words = OutlineWriter.words(telling.show());
    words.put("date", telling.spoken().date(rundown.edition().date()));
    String opening = telling.phrases().opening(words);
    String overview =
        rundown.stories().isEmpty()
            ? telling.say(rundown.gaps().isEmpty() ? "quiet" : "quiet.gaps")
            : telling.say("overview", overview(rundown)) + moved(rundown);
    return new Segment(
        telling.say("opening.heading"),
        List.of(Telling.line(opening), Telling.line(overview)),
        List.of());
  }

  /** How much there is, and the first titles. */
  private Map<String, String> overview(Rundown rundown) {
    List<String> parts = new ArrayList<>();
    for (String word : kind.tells()) {
      long count =
          told(rundown, word).stream()
              .filter(story -> !AppointmentTeller.isCancelled(story))
              .count();
      if (count > 0) {
        parts.add(telling.spoken().count(count, Kind.noun(word)));
      }
    }
    List<String> titles =
        rundown.stories().stream()
            .limit(NAMED)
            .map(story -> telling.sourced().heading(story.item()))
            .toList();
    return Map.of("list", telling.spoken().list(parts), "titles", telling.spoken().list(titles));
  }

  private String moved(Rundown rundown) {
    long moved = rundown.stories().stream().filter(AppointmentTeller::isMoved).count();
    return moved == 0
        ? ""
        : " " + telling.say("overview.moved", Map.of("count", telling.spoken().number(moved)));
  }
}
