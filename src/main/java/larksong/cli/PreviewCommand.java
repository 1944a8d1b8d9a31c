package larksong.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Item;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Span;
import larksong.model.Story;
import larksong.model.Task;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the script before any sound is made. */
@Command(
    name = "preview",
    description = "Prints an edition's script, what it rests on, and the findings; makes no sound.",
    footer = {"", "Example: larksong preview demo"})
final class PreviewCommand extends Options {

  @Parameters(paramLabel = "SHOW", description = "The show's name.")
  String show = "";

  @Option(
      names = "--edition",
      paramLabel = "WHEN",
      description = "2026-11-21 or 2026-11-21T06:30; else today.")
  @Nullable String edition;

  /** What {@code preview --json} answers. */
  record Answer(
      String edition,
      @Nullable ScriptAnswer script,
      List<ItemAnswer> items,
      List<Gap> gaps,
      List<ProductionAnswer.FindingAnswer> findings) {}

  /** An item that the script may rest on. */
  record ItemAnswer(String id, String kind, String title, String when, String source) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      Wired wired = larksong.show(show);
      Production production =
          larksong
              .studio()
              .produce(
                  larksong.crew(wired),
                  Editions.of(larksong, wired, edition),
                  new Studio.Order(Stage.PROOF, false),
                  StudioListener.SILENT);
      answer(answer(production), words(production));
      return ProduceCommand.code(production.status());
    }
  }

  private static Answer answer(Production production) {
    return new Answer(
        production.edition().id(),
        production.draft().map(draft -> ScriptAnswer.of(draft.script())).orElse(null),
        items(production).values().stream().toList(),
        production.gaps(),
        production.findings().stream().map(ProductionAnswer.FindingAnswer::of).toList());
  }

  private static Map<String, ItemAnswer> items(Production production) {
    List<Story> stories = production.rundown().map(Rundown::stories).orElse(List.of());
    Map<String, ItemAnswer> items = new LinkedHashMap<>();
    for (Story story : stories) {
      Item item = story.item();
      String kind = item.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      items.put(
          item.id(), new ItemAnswer(item.id(), kind, item.title(), when(item), item.source()));
    }
    return items;
  }

  private static String when(Item item) {
    if (item instanceof Appointment appointment) {
      return appointment.when() instanceof Span.Timed timed
          ? timed.start().toString()
          : ((Span.Days) appointment.when()).first().toString();
    }
    if (item instanceof Article article) {
      return article.published().map(Object::toString).orElse("");
    }
    if (item instanceof Note note) {
      return note.date().map(Object::toString).orElse("");
    }
    return item instanceof Task task ? task.due().map(Object::toString).orElse("") : "";
  }

  private static String words(Production production) {
    Map<String, ItemAnswer> items = items(production);
    StringBuilder words = new StringBuilder();
    production.draft().ifPresent(draft -> script(draft.script(), items, words));
    if (production.draft().isEmpty()) {
      words.append("Nothing to say on ").append(production.edition()).append(".\n");
    }
    production.gaps().forEach(gap -> words.append("Gap: ").append(gap.reason()).append('\n'));
    for (Finding finding : production.findings()) {
      words.append(Findings.line(finding)).append('\n');
    }
    if (production.draft().isEmpty()) {
      return words.toString().stripTrailing();
    }
    boolean held = production.findings().stream().anyMatch(Finding::holds);
    return words
        .append(held ? "This script would be held." : "This script may be spoken.")
        .toString();
  }

  private static void script(Script script, Map<String, ItemAnswer> items, StringBuilder words) {
    words.append(script.title()).append(" (").append(script.words()).append(" words)\n");
    for (Segment segment : script.segments()) {
      words.append("\n  ").append(segment.heading()).append('\n');
      for (Line line : segment.lines()) {
        words.append("    ").append(line.text());
        line.pause().ifPresent(pause -> words.append(" [").append(pause.toMillis()).append(" ms]"));
        words.append('\n');
      }
      for (String id : segment.covers()) {
        ItemAnswer item = items.get(id);
        words
            .append("      rests on ")
            .append(
                item == null
                    ? id + " (unknown)"
                    : item.source()
                        + ": "
                        + item.title()
                        + (item.when().isEmpty() ? "" : ", " + item.when()))
            .append('\n');
      }
    }
    words.append('\n');
  }
}
