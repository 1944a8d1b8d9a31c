package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import larksong.config.Kind;
import larksong.model.ItemType;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Story;

/** An edition part by part: the greeting, then what the kind tells, in its order. */
final class BriefingOutline implements OutlineWriter.Outline {

  /** Titles that an overview names; more would be a list read out. */
  private static final int NAMED = 3;

  private final Telling telling;
  private final Kind kind;
  private final Map<ItemType, Teller> tellers;

  BriefingOutline(Telling telling, Kind kind) {
    this.telling = telling;
    this.kind = kind;
    this.tellers =
        Map.of(
            ItemType.APPOINTMENT, new AppointmentTeller(telling),
            ItemType.TASK, new TaskTeller(telling),
            ItemType.NOTE, new NoteTeller(telling, kind.wholeNotes()),
            ItemType.READING, new ReadingTeller(telling),
            ItemType.ARTICLE, new ArticleTeller(telling));
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<Segment> segments = new ArrayList<>();
    segments.add(opening(rundown));
    for (ItemType type : kind.tells()) {
      segments.addAll(Objects.requireNonNull(tellers.get(type)).tell(told(rundown, type)));
    }
    return segments;
  }

  private static List<Story> told(Rundown rundown, ItemType type) {
    return rundown.stories().stream().filter(story -> story.item().type() == type).toList();
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
    for (ItemType type : kind.tells()) {
      long count =
          told(rundown, type).stream()
              .filter(story -> !AppointmentTeller.isCancelled(story))
              .count();
      if (count > 0) {
        parts.add(telling.spoken().count(count, type.noun()));
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
