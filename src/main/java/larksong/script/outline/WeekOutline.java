package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larksong.model.Article;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Story;

/** The remarkable days of a week, a chapter for each. */
final class WeekOutline implements OutlineWriter.Outline {

  private static final int NOTE_WORDS = 60;

  private final Telling telling;

  WeekOutline(Telling telling) {
    this.telling = telling;
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<List<Story>> days = days(rundown.stories());
    List<Segment> segments = new ArrayList<>();
    segments.add(opening(rundown, days));
    days.forEach(day -> segments.add(day(day)));
    return segments;
  }

  @Override
  public String summary(Rundown rundown) {
    List<List<Story>> days = days(rundown.stories());
    return days.isEmpty() ? telling.say("quiet") : telling.say("summary", words(days));
  }

  private Segment opening(Rundown rundown, List<List<Story>> days) {
    Map<String, Object> words = OutlineWriter.words(telling.show());
    words.put("date", telling.spoken().date(rundown.edition().date()));
    String overview =
        days.isEmpty()
            ? telling.say(rundown.gaps().isEmpty() ? "quiet" : "quiet.gaps")
            : telling.say("overview", words(days));
    return new Segment(
        telling.say("opening.heading"),
        List.of(Telling.line(telling.phrases().opening(words)), Telling.line(overview)),
        List.of());
  }

  private Map<String, String> words(List<List<Story>> days) {
    return Map.of("days", telling.spoken().count(days.size(), "day"));
  }

  /** A story that begins a day says which. */
  private static List<List<Story>> days(List<Story> stories) {
    List<List<Story>> days = new ArrayList<>();
    for (Story story : stories) {
      if (days.isEmpty() || story.fact("day").isPresent()) {
        days.add(new ArrayList<>());
      }
      days.get(days.size() - 1).add(story);
    }
    return days;
  }

  private Segment day(List<Story> stories) {
    Map<String, Object> first = telling.words(stories.get(0));
    List<Line> lines = new ArrayList<>();
    lines.add(Telling.line(telling.say("week.day", first)));
    stories.forEach(story -> lines.add(Telling.line(told(story))));
    return new Segment(
        Phrases.capitalized(String.valueOf(first.get("day"))), lines, Telling.ids(stories));
  }

  private String told(Story story) {
    Map<String, Object> words = telling.words(story);
    return switch (story.item().type()) {
      case APPOINTMENT -> telling.say(appointment(story), words);
      case NOTE -> note((Note) story.item(), words);
      case READING -> new ReadingTeller(telling).row(story, false);
      case ARTICLE -> article((Article) story.item(), words);
      case TASK, CARD ->
          throw new IllegalArgumentException("A week has no " + story.item().type().word());
    };
  }

  private static String appointment(Story story) {
    if (AppointmentTeller.isCancelled(story)) {
      return "week.cancelled";
    }
    if (AppointmentTeller.isMoved(story)) {
      return "week.moved";
    }
    return story.fact("at").isPresent() ? "week.appointment" : "week.allday";
  }

  private String note(Note note, Map<String, Object> words) {
    words.put("text", telling.sourced().text(note, telling.beginning(note.text(), NOTE_WORDS)));
    return telling.say("week.note", words);
  }

  private String article(Article article, Map<String, Object> words) {
    words.put("publisher", article.publisher());
    words.put("title", telling.sourced().title(article));
    return telling.say("article.small", words);
  }
}
