package larksong.script.outline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Article;
import larksong.model.Item;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.model.Task;
import larksong.spoken.Sentences;
import larksong.spoken.Spoken;

/** A day as a briefing: the greeting, the calendar, the list, the notes, the news. */
final class BriefingOutline implements OutlineWriter.Outline {

  private final Show show;
  private final Spoken spoken;
  private final Phrases phrases;
  private final String today;

  BriefingOutline(Show show, Spoken spoken, Phrases phrases) {
    this.show = show;
    this.spoken = spoken;
    this.phrases = phrases;
    this.today = spoken.day(LocalDate.EPOCH, LocalDate.EPOCH);
  }

  @Override
  public List<Segment> segments(Rundown rundown) {
    List<Segment> segments = new ArrayList<>();
    segments.add(opening(rundown));
    appointments(of(rundown, Appointment.class)).ifPresent(segments::add);
    tasks(of(rundown, Task.class)).ifPresent(segments::add);
    notes(of(rundown, Note.class)).ifPresent(segments::add);
    segments.addAll(articles(of(rundown, Article.class)));
    return segments;
  }

  @Override
  public String summary(Rundown rundown) {
    List<String> parts = overview(rundown);
    return parts.isEmpty()
        ? phrases.say("quiet")
        : phrases.say("summary", Map.of("list", spoken.list(parts)));
  }

  private Segment opening(Rundown rundown) {
    Map<String, Object> words = OutlineWriter.words(show);
    words.put("date", spoken.date(rundown.edition().date()));
    String opening = phrases.opening(words);
    List<String> parts = overview(rundown);
    String overview =
        parts.isEmpty()
            ? phrases.say(rundown.gaps().isEmpty() ? "quiet" : "quiet.gaps")
            : phrases.say("overview", Map.of("list", spoken.list(parts))) + moved(rundown);
    return new Segment(
        phrases.say("opening.heading"), List.of(line(opening), line(overview)), List.of());
  }

  private List<String> overview(Rundown rundown) {
    List<String> parts = new ArrayList<>();
    count(
        parts,
        of(rundown, Appointment.class).stream().filter(story -> !isCancelled(story)).toList(),
        "appointment");
    count(parts, of(rundown, Task.class), "task");
    count(parts, of(rundown, Note.class), "note");
    List<Story> articles = of(rundown, Article.class);
    if (!articles.isEmpty()) {
      parts.add(spoken.count(articles.size(), "story"));
    }
    return parts;
  }

  private void count(List<String> parts, List<Story> stories, String noun) {
    if (!stories.isEmpty()) {
      parts.add(spoken.count(stories.size(), noun));
    }
  }

  private String moved(Rundown rundown) {
    long moved = of(rundown, Appointment.class).stream().filter(BriefingOutline::isMoved).count();
    return moved == 0
        ? ""
        : " " + phrases.say("overview.moved", Map.of("count", spoken.number(moved)));
  }

  private static boolean isCancelled(Story story) {
    return story.item() instanceof Appointment appointment
        && appointment.standing() == Standing.CANCELLED;
  }

  private static boolean isMoved(Story story) {
    return story.fact("was").isPresent();
  }

  private Optional<Segment> appointments(List<Story> stories) {
    List<Line> lines = new ArrayList<>();
    for (Story story : stories) {
      String text = appointment(story, lines.isEmpty());
      lines.add(line(lines.isEmpty() ? phrases.say("appointments.open") + " " + text : text));
    }
    return segment("appointments.heading", lines, stories);
  }

  private String appointment(Story story, boolean first) {
    Appointment appointment = (Appointment) story.item();
    Map<String, Object> words = words(story);
    boolean cancelled = isCancelled(story);
    List<String> sentences = new ArrayList<>();
    sentences.add(phrases.say(phraseFor(story, cancelled, first), words));
    if (!cancelled) {
      if (story.fact("at").isPresent() && story.fact("lasts").isPresent()) {
        sentences.add(phrases.say("appointment.lasts", words));
      }
      if (appointment.location().isPresent()) {
        words.put("location", appointment.location().orElseThrow());
        sentences.add(phrases.say("appointment.place", words));
      }
      if (appointment.standing() == Standing.TENTATIVE) {
        sentences.add(phrases.say("appointment.tentative"));
      }
    }
    return String.join(" ", sentences);
  }

  private static String phraseFor(Story story, boolean cancelled, boolean first) {
    if (cancelled) {
      return "appointment.cancelled";
    }
    if (isMoved(story)) {
      return "appointment.moved";
    }
    if (story.fact("since").isPresent()) {
      return "appointment.since";
    }
    if (story.fact("at").isEmpty()) {
      return story.fact("day").isPresent() ? "appointment.ahead" : "appointment.allday";
    }
    return first ? "appointment.first" : "appointment.next";
  }

  private Optional<Segment> tasks(List<Story> stories) {
    List<Line> lines = new ArrayList<>();
    for (Story story : stories) {
      String phrase =
          story.fact("overdue").isPresent()
              ? "task.overdue"
              : story.fact("due").isPresent() ? "task.due" : "task.undated";
      String text = phrases.say(phrase, words(story));
      lines.add(line(lines.isEmpty() ? phrases.say("tasks.open") + " " + text : text));
    }
    return segment("tasks.heading", lines, stories);
  }

  private Optional<Segment> notes(List<Story> stories) {
    List<Line> lines = new ArrayList<>();
    for (Story story : stories) {
      Map<String, Object> words = words(story);
      words.put("text", beginning(((Note) story.item()).text(), 60));
      lines.add(line(phrases.say("note", words)));
    }
    return segment("notes.heading", lines, stories);
  }

  /** Each story of some weight is a chapter of its own; the small ones share the last. */
  private List<Segment> articles(List<Story> stories) {
    List<Segment> segments = new ArrayList<>();
    for (Story story : stories) {
      String text = article(story);
      if (segments.isEmpty()) {
        String count = spoken.count(stories.size(), "story");
        text = phrases.say("articles.open", Map.of("count", count)) + " " + text;
      }
      Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
      if (last != null && story.weight() == Story.Weight.SMALL) {
        segments.set(segments.size() - 1, joined(last, line(text), story));
      } else {
        segments.add(
            new Segment(story.item().title(), List.of(line(text)), List.of(story.item().id())));
      }
    }
    return segments;
  }

  private static Segment joined(Segment segment, Line line, Story story) {
    List<Line> lines = new ArrayList<>(segment.lines());
    lines.add(line);
    List<String> covers = new ArrayList<>(segment.covers());
    covers.add(story.item().id());
    return new Segment(segment.heading(), lines, covers);
  }

  private String article(Story story) {
    Article article = (Article) story.item();
    Map<String, Object> words = words(story);
    words.put("publisher", inSentence(article.publisher()));
    return switch (story.weight()) {
      case MAJOR -> {
        words.put("text", beginning(article.summary(), 80));
        yield phrases.say("article.major", words);
      }
      case NOTABLE -> {
        words.put("text", beginning(article.summary(), 40));
        yield phrases.say("article.notable", words);
      }
      case SMALL -> phrases.say("article.small", words);
    };
  }

  /** "The Gazette" is "the Gazette" in the middle of an English sentence. */
  private String inSentence(String publisher) {
    return show.language().getLanguage().equals("en")
        ? publisher.replaceFirst("^The\\s+", "the ")
        : publisher;
  }

  /** The first sentences, up to so many words, but at least one. */
  private String beginning(String text, int mostWords) {
    StringBuilder beginning = new StringBuilder();
    int words = 0;
    for (String sentence : Sentences.of(text, show.language())) {
      words += sentence.split("\\s+").length;
      if (words > mostWords && !beginning.isEmpty()) {
        break;
      }
      beginning.append(beginning.isEmpty() ? "" : " ").append(sentence);
    }
    return beginning.toString();
  }

  private Optional<Segment> segment(String heading, List<Line> lines, List<Story> stories) {
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Segment(
                phrases.say(heading),
                lines,
                stories.stream().map(story -> story.item().id()).toList()));
  }

  private Map<String, Object> words(Story story) {
    Map<String, Object> words = new HashMap<>();
    words.put("title", story.item().title());
    story.facts().forEach(fact -> words.put(fact.name(), fact.phrase()));
    if (!words.containsKey("at")) {
      words.put("at", story.fact("day").orElse(today));
    }
    return words;
  }

  private static List<Story> of(Rundown rundown, Class<? extends Item> kind) {
    return rundown.stories().stream().filter(story -> kind.isInstance(story.item())).toList();
  }

  private static Line line(String text) {
    return new Line(Show.HOST, text);
  }
}
