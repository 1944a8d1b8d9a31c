package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import larksong.egress.Recipient;
import larksong.egress.Share;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Card;
import larksong.model.Fact;
import larksong.model.Item;
import larksong.model.Kept;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Note.Quotation;
import larksong.model.Reading;
import larksong.model.Reading.Figure;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.model.Task;

/**
 * What somebody elsewhere may see of one edition: stand-ins for what is private, and nothing of
 * what stays here. People and things are known from all of the edition, so that each has one
 * stand-in in all its parts.
 */
public final class Redaction {

  private final Permits permits;
  private final StandIns standIns;
  private final Set<String> leaving;

  /**
   * For one edition.
   *
   * @param names people whom the owner lists
   * @param own the owner's own patterns
   * @param items of the whole edition, also what stays here
   */
  public Redaction(List<String> names, List<Pattern> own, Permits permits, List<Item> items) {
    this.permits = permits;
    this.standIns =
        new StandIns(People.of(names, permits.present(items), permits.titles(items)), own);
    List<Item> seen = items.stream().filter(permits::mayLeave).toList();
    this.leaving = seen.stream().map(Item::id).collect(Collectors.toSet());
    items.forEach(this::remember);
    seen.forEach(this::item); // in this order, so that they are the same each time
  }

  /** The text with stand-ins. */
  public String cover(String text) {
    return standIns.cover(text, "");
  }

  /** The text with what the stand-ins stand for. */
  public String uncover(String text) {
    return standIns.uncover(text, List.of());
  }

  /** How many different words it covered so far. */
  public int covered() {
    return standIns.size();
  }

  /** The show with stand-ins in what is said of it. */
  public Show cover(Show show) {
    return show.named(cover(show.title()), show.listener().map(this::cover));
  }

  /**
   * The rundown with stand-ins in all that its sources wrote, without gaps of sources that are not
   * free and without what rests on other items that stay here.
   */
  public Rundown cover(Rundown rundown) {
    return new Rundown(
        rundown.edition(),
        rundown.stories().stream().map(this::covered).toList(),
        rundown.gaps().stream().filter(gap -> permits.isFree(gap.source())).toList(),
        rundown.leftOut(),
        rundown.recentOpenings().stream()
            .filter(one -> Recipient.MODEL.mayHave(one.level()) == Share.AS_IT_IS)
            .map(one -> new Kept(cover(one.text()), one.level()))
            .toList());
  }

  private Story covered(Story story) {
    List<Fact> facts =
        story.facts().stream()
            .filter(fact -> leaving.containsAll(fact.others()))
            .map(fact -> new Fact(fact.name(), needed(story.item(), "title", fact.phrase())))
            .toList();
    return new Story(item(story.item()), story.weight(), story.mustSay(), facts);
  }

  /** What is private in one place is private in every place, also in one that is free. */
  private void remember(Item item) {
    remember(item, "title", item.title());
    switch (item.type()) {
      case APPOINTMENT -> {
        remember(item, "details", ((Appointment) item).details());
        ((Appointment) item).location().ifPresent(place -> remember(item, "location", place));
      }
      case NOTE -> remember(item, "text", ((Note) item).text());
      case CARD -> remember(item, "text", ((Card) item).answer());
      case TASK, READING, ARTICLE -> {}
    }
  }

  private void remember(Item item, String field, String text) {
    if (Recipient.MODEL.mayHave(permits.of(item, field)) != Share.AS_IT_IS) {
      standIns.remember(text);
    }
  }

  private Item item(Item item) {
    return switch (item.type()) {
      case APPOINTMENT -> appointment((Appointment) item);
      case NOTE -> note((Note) item);
      case TASK -> new Task(item.id(), item.source(), title(item), item.due());
      case CARD -> card((Card) item);
      case READING -> reading((Reading) item);
      case ARTICLE -> article((Article) item);
    };
  }

  private Appointment appointment(Appointment one) {
    return new Appointment(
        one.id(),
        one.source(),
        title(one),
        one.when(),
        one.movedFrom(),
        one.location().map(place -> field(one, "location", place)).filter(text -> !text.isEmpty()),
        field(one, "details", one.details()),
        one.people().stream()
            .map(name -> field(one, "people", name))
            .filter(name -> !name.isEmpty())
            .toList(),
        one.standing(),
        one.author().map(name -> field(one, "people", name)).filter(name -> !name.isEmpty()));
  }

  private Note note(Note one) {
    return new Note(
        one.id(),
        one.source(),
        title(one),
        field(one, "text", one.text()),
        one.date(),
        one.tags().stream().map(tag -> field(one, "text", tag)).toList(),
        one.quotation().map(quoted -> quotation(one, quoted)));
  }

  private Card card(Card one) {
    return new Card(
        one.id(),
        one.source(),
        needed(one, "title", one.deck()),
        title(one),
        needed(one, "text", one.answer()));
  }

  private Reading reading(Reading one) {
    return new Reading(
        one.id(),
        one.source(),
        title(one),
        one.figures().stream()
            .map(
                figure ->
                    new Figure(needed(one, "text", figure.name()), figure.value(), figure.before()))
            .toList(),
        one.date());
  }

  private Article article(Article one) {
    return new Article(
        one.id(),
        one.source(),
        title(one),
        field(one, "text", one.summary()),
        field(one, "text", one.publisher()),
        one.link(),
        one.published());
  }

  private Quotation quotation(Note note, Quotation quoted) {
    return new Quotation(
        needed(note, "text", quoted.author()),
        quoted.passages().stream().map(passage -> field(note, "text", passage)).toList());
  }

  private String title(Item item) {
    return needed(item, "title", item.title());
  }

  /** What an item cannot be without; one whose needs stay here does not leave. */
  private String needed(Item item, String field, String text) {
    return Recipient.MODEL.mayHave(permits.of(item, field)) == Share.AS_IT_IS
        ? free(item, text)
        : covered(item, text);
  }

  private String field(Item item, String field, String text) {
    return switch (Recipient.MODEL.mayHave(permits.of(item, field))) {
      case NOTHING -> "";
      case WITH_STAND_INS -> covered(item, text);
      case AS_IT_IS -> free(item, text);
    };
  }

  private String covered(Item item, String text) {
    return standIns.cover(text, item.id());
  }

  /** Who stays here in one place stays here in every place. */
  private String free(Item item, String text) {
    StandIns.Whom whom =
        switch (item.type()) {
          case ARTICLE, READING -> StandIns.Whom.IN_FULL;
          case APPOINTMENT, TASK, NOTE, CARD -> StandIns.Whom.ALL;
        };
    return standIns.coverKnown(text, whom, item.id());
  }

  /** The script with stand-ins, to be sent back. */
  public Script cover(Script script) {
    return each(script, (text, items) -> cover(text));
  }

  /** The script with what the stand-ins stand for, each in the form of its place. */
  public Script uncover(Script script) {
    return each(script, standIns::uncover);
  }

  private static Script each(Script script, BiFunction<String, Collection<String>, String> words) {
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : script.segments()) {
      segments.add(
          new Segment(
              words.apply(segment.heading(), segment.covers()),
              segment.lines().stream()
                  .map(
                      line ->
                          new Line(
                              line.speaker(),
                              words.apply(line.text(), segment.covers()),
                              line.pause()))
                  .toList(),
              segment.covers()));
    }
    return new Script(
        words.apply(script.title(), List.of()),
        words.apply(script.summary(), List.of()),
        script.language(),
        segments);
  }
}
