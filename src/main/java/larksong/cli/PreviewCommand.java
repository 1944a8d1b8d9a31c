package larksong.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Span;
import larksong.model.Story;
import larksong.proof.Basis;
import larksong.proof.ScriptProof;
import larksong.studio.Crew;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.Studio;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the script before any sound is made. */
@Command(
    name = "preview",
    description = "Prints an edition's script, what it rests on, and the findings; makes no sound.",
    footer = {"", "Example: larksong preview demo"})
final class PreviewCommand extends Options {

  @Parameters(paramLabel = "SHOW", description = "The show's name.")
  String show = "";

  @Mixin Editions editions = new Editions();

  /** What {@code preview --json} answers. */
  record Answer(
      String edition,
      @Nullable ScriptAnswer script,
      List<SentenceAnswer> sentences,
      List<ItemAnswer> items,
      List<Gap> gaps,
      List<ProductionAnswer.FindingAnswer> findings) {}

  /** A sentence with the ids of the items that it rests on; its place counts from one. */
  record SentenceAnswer(int segment, int line, int sentence, String text, List<String> restsOn) {}

  /** An item that the script may rest on. */
  record ItemAnswer(String id, String kind, String title, String when, String source) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      Wired wired = larksong.show(show);
      Crew crew = larksong.crew(wired);
      Production production =
          larksong
              .studio()
              .produce(
                  crew,
                  editions.of(larksong, wired),
                  new Studio.Order(Stage.PROOF, false),
                  surroundings().stop());
      List<SentenceAnswer> sentences = sentences(crew.proof(), production);
      answer(answer(production, sentences), words(production, sentences));
      return ProduceCommand.code(production.status());
    }
  }

  private static Answer answer(Production production, List<SentenceAnswer> sentences) {
    return new Answer(
        production.edition().id().text(),
        production.draft().map(draft -> ScriptAnswer.of(draft.script())).orElse(null),
        sentences,
        items(production).values().stream().toList(),
        production.gaps(),
        production.findings().stream().map(ProductionAnswer.FindingAnswer::of).toList());
  }

  private static List<SentenceAnswer> sentences(ScriptProof proof, Production production) {
    List<SentenceAnswer> sentences = new ArrayList<>();
    if (production.draft().isPresent() && production.rundown().isPresent()) {
      Script script = production.draft().orElseThrow().script();
      for (Basis basis : proof.bases(production.rundown().orElseThrow(), script)) {
        Place place = basis.place();
        List<String> all = script.segments().get(place.segment()).covers();
        sentences.add(
            new SentenceAnswer(
                place.segment() + 1,
                place.line() + 1,
                place.sentence() + 1,
                basis.sentence(),
                basis.stories().isEmpty() ? all : basis.stories()));
      }
    }
    return sentences;
  }

  private static Map<String, ItemAnswer> items(Production production) {
    List<Story> stories = production.rundown().map(Rundown::stories).orElse(List.of());
    Map<String, ItemAnswer> items = new LinkedHashMap<>();
    for (Story story : stories) {
      Item item = story.item();
      String type = item.type().one();
      items.put(
          item.id(), new ItemAnswer(item.id(), type, item.title(), when(item), item.source()));
    }
    return items;
  }

  private static String when(Item item) {
    return switch (item.type()) {
      case APPOINTMENT -> start(((Appointment) item).when());
      case ARTICLE -> ((Article) item).published().map(Object::toString).orElse("");
      case NOTE -> ((Note) item).date().map(Object::toString).orElse("");
      case TASK -> item.due().map(Object::toString).orElse("");
      case READING, CARD -> "";
    };
  }

  private static String start(Span when) {
    return when instanceof Span.Timed timed
        ? timed.start().toString()
        : ((Span.Days) when).first().toString();
  }

  private static String words(Production production, List<SentenceAnswer> sentences) {
    Map<String, ItemAnswer> items = items(production);
    StringBuilder words = new StringBuilder();
    production.draft().ifPresent(draft -> script(draft.script(), sentences, items, words));
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

  /** Each sentence on a line, with the numbers of the items it rests on; then the items. */
  private static void script(
      Script script,
      List<SentenceAnswer> sentences,
      Map<String, ItemAnswer> items,
      StringBuilder words) {
    words.append(script.title()).append(" (").append(script.words()).append(" words)\n");
    List<String> ids = List.copyOf(items.keySet());
    int segment = 0;
    for (SentenceAnswer sentence : sentences) {
      if (sentence.segment() != segment) {
        segment = sentence.segment();
        String heading = script.segments().get(segment - 1).heading();
        words.append("\n  ").append(heading).append('\n');
      }
      words.append("    ").append(sentence.text());
      if (!sentence.restsOn().isEmpty()) {
        words.append("  ").append(sentence.restsOn().stream().map(id -> number(id, ids)).toList());
      }
      words.append('\n');
    }
    words.append('\n');
    for (ItemAnswer item : items.values()) {
      words
          .append("  [")
          .append(number(item.id(), ids))
          .append("] ")
          .append(item.source())
          .append(": ")
          .append(item.title())
          .append(item.when().isEmpty() ? "" : ", " + item.when())
          .append('\n');
    }
    words.append('\n');
  }

  private static String number(String id, List<String> ids) {
    return ids.contains(id) ? String.valueOf(ids.indexOf(id) + 1) : id + "?";
  }
}
