package larksong.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Draft;
import larksong.model.Finding;
import larksong.model.Item;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Origin;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.script.Presentation;
import larksong.script.ScriptWriter;

/**
 * A model that has no will of its own: it says its items word for word, or what it is told to.
 *
 * @param order what it says as the host's own words, everywhere; empty for none
 */
record Puppet(Show show, String order) implements ScriptWriter {

  @Override
  public String name() {
    return "puppet";
  }

  @Override
  public String fingerprint() {
    return "";
  }

  @Override
  public Draft write(Rundown rundown) {
    List<Segment> segments = new ArrayList<>();
    if (!order.isEmpty()) {
      segments.add(new Segment("News", List.of(new Line(Show.HOST, order)), List.of()));
    }
    for (Story story : rundown.stories()) {
      List<Line> lines = new ArrayList<>();
      for (String text : order.isEmpty() ? words(story.item()) : List.of(story.item().title())) {
        String said = text.replaceFirst("[.!?]+$", "") + ".";
        lines.add(new Line(Show.HOST, order.isEmpty() ? said : said + " " + order));
      }
      segments.add(new Segment(story.item().title(), lines, List.of(story.item().id())));
    }
    return new Draft(
        new Script("t", "", show.language(), segments), Origin.MODEL, "puppet", List.of());
  }

  private static List<String> words(Item item) {
    List<String> words = new ArrayList<>(List.of(item.title()));
    if (item instanceof Article article) {
      words.add(article.summary());
    } else if (item instanceof Note note) {
      words.add(note.text());
    } else if (item instanceof Appointment appointment) {
      appointment.location().ifPresent(words::add);
      words.add(appointment.details());
      words.addAll(appointment.people());
    }
    words.removeIf(String::isBlank);
    return words;
  }

  @Override
  public Optional<Draft> rewrite(Rundown rundown, Script script, List<Finding> findings) {
    return Optional.of(write(rundown));
  }

  @Override
  public Presentation present(Rundown rundown, Script parts) {
    return order.isEmpty()
        ? Presentation.NONE
        : new Presentation(
            order, parts.segments().stream().map(part -> order).toList(), order, List.of());
  }
}
