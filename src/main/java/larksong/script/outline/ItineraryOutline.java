package larksong.script.outline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Span;
import larksong.model.Story;
import larksong.spoken.Sentences;
import larksong.spoken.Spoken;

/** A journey in the order it happens, a chapter for each day. */
final class ItineraryOutline implements OutlineWriter.Outline {

  /**
   * A booking code: capitals and digits mixed, or six capitals after the word that announces it.
   */
  private static final Pattern CODE =
      Pattern.compile(
          "\\b(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\\d)[A-Z0-9]{5,10}\\b"
              + "|(?<=(?i:booking|confirmation|reservation) )[A-Z]{5,8}\\b");

  private static final int MOST_DETAILS = 5;

  private final Telling telling;
  private final Show show;
  private final Spoken spoken;

  ItineraryOutline(Telling telling) {
    this.telling = telling;
    this.show = telling.show();
    this.spoken = telling.spoken();
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<List<Story>> days = days(rundown.stories());
    List<Segment> segments = new ArrayList<>();
    segments.add(opening(rundown, days.size()));
    int number = 1;
    for (List<Story> day : days) {
      segments.add(day(day, number++));
    }
    return segments;
  }

  @Override
  public String summary(Rundown rundown) {
    return telling.say(
        "summary", Map.of("count", steps(rundown), "days", days(days(rundown.stories()).size())));
  }

  private Segment opening(Rundown rundown, int days) {
    Map<String, Object> words = OutlineWriter.words(show);
    words.put("count", steps(rundown));
    words.put("days", days(days));
    List<Line> lines = new ArrayList<>();
    if (rundown.stories().isEmpty()) {
      lines.add(Telling.line(telling.say(rundown.gaps().isEmpty() ? "quiet" : "quiet.gaps")));
    } else {
      lines.add(Telling.line(telling.phrases().opening(words)));
      lines.add(Telling.line(telling.say("opening.zone")));
    }
    return new Segment(telling.say("opening.heading"), lines, List.of());
  }

  private String steps(Rundown rundown) {
    return spoken.count(rundown.stories().size(), "step");
  }

  private String days(int days) {
    return spoken.count(days, "day");
  }

  /** By the day that a step begins on, in its own place. */
  private static List<List<Story>> days(List<Story> stories) {
    List<List<Story>> days = new ArrayList<>();
    for (Story story : stories) {
      if (days.isEmpty() || !date(days.get(days.size() - 1).get(0)).equals(date(story))) {
        days.add(new ArrayList<>());
      }
      days.get(days.size() - 1).add(story);
    }
    return days;
  }

  private static LocalDate date(Story story) {
    return ((Appointment) story.item()).when() instanceof Span.Timed timed
        ? timed.start().toLocalDate()
        : ((Span.Days) ((Appointment) story.item()).when()).first();
  }

  private Segment day(List<Story> stories, int number) {
    String day = stories.get(0).fact("day").orElseGet(() -> spoken.date(date(stories.get(0))));
    List<Line> lines = new ArrayList<>();
    lines.add(
        Telling.line(telling.say("day", Map.of("number", spoken.number(number), "day", day))));
    for (Story story : stories) {
      story
          .fact("between")
          .ifPresent(
              between ->
                  lines.add(Telling.line(telling.say("step.between", Map.of("between", between)))));
      lines.add(Telling.line(step(story)));
    }
    return new Segment(day, lines, stories.stream().map(story -> story.item().id()).toList());
  }

  private String step(Story story) {
    Appointment appointment = (Appointment) story.item();
    Map<String, Object> words = telling.words(story);
    if (appointment.standing() == Standing.CANCELLED) {
      return telling.say("step.cancelled", words);
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(telling.say(story.fact("at").isPresent() ? "step" : "step.allday", words));
    Optional<String> place =
        appointment.location().flatMap(one -> telling.sourced().word(appointment, one));
    if (place.isPresent()) {
      words.put("location", place.get());
      sentences.add(telling.say("step.place", words));
    }
    if (story.fact("until").isPresent()) {
      sentences.add(telling.say("step.until", words));
    }
    String details = telling.sourced().text(appointment, appointment.details());
    Sentences.of(details, show.language()).stream()
        .limit(MOST_DETAILS)
        .map(ItineraryOutline::spelled)
        .forEach(sentences::add);
    if (story.fact("shift").isPresent()) {
      sentences.add(telling.say("step.shift", words));
    }
    if (appointment.standing() == Standing.TENTATIVE) {
      sentences.add(telling.say("step.tentative"));
    }
    return String.join(" ", sentences);
  }

  /** Codes letter by letter, slowly. */
  private static String spelled(String sentence) {
    return CODE.matcher(sentence)
        .replaceAll(match -> Matcher.quoteReplacement(String.join(", ", match.group().split(""))));
  }
}
