package larksong.editor;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import larksong.config.Kind;
import larksong.model.Appointment;
import larksong.model.Edition;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.ItemType;
import larksong.model.Reading;
import larksong.model.Recollection;
import larksong.model.Rundown;
import larksong.model.Show;
import larksong.model.Story;
import larksong.model.Story.Weight;
import larksong.spoken.Spoken;

/** Chooses and orders what an edition tells. */
public final class Editor {

  private final Show show;
  private final Kind kind;
  private final Spoken spoken;

  public Editor(Show show, Kind kind, Spoken spoken) {
    this.show = show;
    this.kind = kind;
    this.spoken = spoken;
  }

  /** What the kind tells, in its order, without what was told before, within the show's length. */
  public Rundown edit(Edition edition, Gathered gathered, Recollection past) {
    List<Item> chosen =
        Doubles.without(gathered.items()).stream()
            .filter(item -> kind.tells().contains(item.type()))
            .filter(item -> !kind.tellsOnce() || !isTold(item, past))
            .filter(item -> isDue(item, edition, past))
            .sorted(
                Comparator.comparingInt((Item item) -> kind.tells().indexOf(item.type()))
                    .thenComparing(item -> due(item, past))
                    .thenComparing(item -> begin(item, edition)))
            .toList();
    boolean week = kind.shape() == Kind.Shape.WEEK;
    List<Item> told = week ? new RemarkableDays(edition).of(chosen) : chosen;
    List<Story> stories =
        shortened(stories(edition, told.subList(0, Math.min(told.size(), kind.most()))));
    return new Rundown(
        edition,
        stories,
        gathered.gaps(),
        gathered.items().size() - stories.size(),
        past.openings());
  }

  private List<Story> stories(Edition edition, List<Item> items) {
    TableFacts tables = new TableFacts(spoken, items);
    Facts facts = facts(edition, items, tables);
    List<Story> stories = new ArrayList<>();
    int articles = 0;
    for (Item item : items) {
      if (item instanceof Reading reading && !tables.isTold(reading)) {
        continue;
      }
      Weight weight = item.type() == ItemType.ARTICLE ? byRank(articles++) : Weight.NOTABLE;
      stories.add(new Story(item, weight, kind.mustSay().contains(item.type()), facts.of(item)));
    }
    return stories;
  }

  private Facts facts(Edition edition, List<Item> items, TableFacts tables) {
    return switch (kind.shape()) {
      case ITINERARY -> new JourneyFacts(spoken, edition);
      case WEEK -> new WeekFacts(spoken, edition, items, tables);
      case BRIEFING, STUDY, PRACTICE ->
          new DayFacts(spoken, edition, tables, new DayPlan(spoken, edition, items));
    };
  }

  /** A feed puts what matters first; depth follows. */
  private static Weight byRank(int rank) {
    return rank == 0 ? Weight.MAJOR : rank < 3 ? Weight.NOTABLE : Weight.SMALL;
  }

  /** Leaves out what need not be said, from the end, until the words fit the length. */
  private List<Story> shortened(List<Story> stories) {
    List<Story> kept = new ArrayList<>(stories);
    double room = Pace.wordsIn(show.length());
    for (int i = kept.size() - 1; i >= 0 && Pace.words(kept, kind) > room; i--) {
      if (!kept.get(i).mustSay()) {
        kept.remove(i);
      }
    }
    return kept;
  }

  private static boolean isDue(Item item, Edition edition, Recollection past) {
    LocalDate due = due(item, past);
    return due.equals(LocalDate.MAX) || !due.isAfter(edition.date());
  }

  /** What was missed comes before what is new. */
  private static LocalDate due(Item item, Recollection past) {
    return past.due().getOrDefault(item.id(), LocalDate.MAX);
  }

  private static boolean isTold(Item item, Recollection past) {
    return Told.key(item).filter(past::isTold).isPresent();
  }

  /** Appointments of several calendars go by their time; all else stays in its source's order. */
  private static Instant begin(Item item, Edition edition) {
    return item instanceof Appointment appointment
        ? appointment.when().begin(edition.zone())
        : Instant.EPOCH;
  }
}
