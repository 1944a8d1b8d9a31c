package larksong.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larksong.config.Kind;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Card;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Note;
import larksong.model.Reading;
import larksong.model.Reading.Figure;
import larksong.model.Recollection;
import larksong.model.Rundown;
import larksong.model.Span;
import larksong.model.Story;
import larksong.model.Task;
import larksong.spoken.Spoken;
import org.junit.jupiter.api.Test;

class EditorTest {

  private static final Kept OPENING = new Kept("Good morning.", Level.REDACTED);

  @Test
  void putsAppointmentsBeforeTasksBeforeNews() {
    Rundown rundown =
        edit("morning-briefing", Fixtures.bridge(), Fixtures.rent(), Fixtures.dentist());

    assertThat(rundown.stories())
        .extracting(story -> story.item().id())
        .containsExactly("a1", "t1", "n1");
    assertThat(rundown.stories()).extracting(Story::mustSay).containsExactly(true, true, false);
  }

  @Test
  void tellsOnceWhatIsReportedTwice() {
    Task again = new Task("t2", "other notes", "PAY the rent", Fixtures.rent().due());
    Task later =
        new Task("t3", "notes", Fixtures.rent().title(), Optional.of(Fixtures.DAY.plusDays(1)));
    Appointment shared =
        new Appointment(
            "a2",
            "family",
            Fixtures.dentist().title(),
            Fixtures.dentist().when(),
            Optional.empty(),
            Optional.empty(),
            "",
            Appointment.Standing.CONFIRMED);

    assertThat(
            edit(
                    "morning-briefing",
                    Fixtures.rent(),
                    Fixtures.rent(),
                    again,
                    later,
                    Fixtures.dentist(),
                    shared)
                .stories())
        .extracting(story -> story.item().id())
        .containsExactly("a1", "t1", "t3");
  }

  @Test
  void mergesSeveralCalendarsByTime() {
    Appointment early =
        Fixtures.anAppointment(
            "e",
            "Early",
            "2026-11-21T08:00+01:00[Europe/Stockholm]",
            "2026-11-21T08:30+01:00[Europe/Stockholm]");

    assertThat(edit("morning-briefing", Fixtures.dentist(), early).stories())
        .extracting(story -> story.item().id())
        .containsExactly("e", "a1");
  }

  @Test
  void computesTimesAsPhrases() {
    Story story = edit("morning-briefing", Fixtures.dentist()).stories().get(0);

    assertThat(story.fact("at")).contains("at a quarter past two");
    assertThat(story.fact("lasts")).contains("forty-five minutes");
  }

  @Test
  void computesHowTheDaysAppointmentsLieToEachOther() {
    Appointment early =
        Fixtures.anAppointment(
            "e",
            "Early",
            "2026-11-21T13:00+01:00[Europe/Stockholm]",
            "2026-11-21T13:45+01:00[Europe/Stockholm]");
    Appointment over =
        Fixtures.anAppointment(
            "o",
            "Over",
            "2026-11-21T13:30+01:00[Europe/Stockholm]",
            "2026-11-21T14:00+01:00[Europe/Stockholm]");

    List<Story> stories = edit("morning-briefing", early, Fixtures.dentist()).stories();
    List<Story> overlapping = edit("morning-briefing", early, over, Fixtures.dentist()).stories();

    assertThat(stories.get(0).fact("all-last")).contains("an hour and a half");
    assertThat(stories.get(0).fact("free-before")).isEmpty();
    assertThat(stories.get(1).fact("free-before")).contains("half an hour");
    assertThat(overlapping.get(0).fact("all-last")).isEmpty();
    assertThat(overlapping.get(1).fact("free-before")).isEmpty();
    assertThat(overlapping.get(2).fact("free-before")).contains("a quarter of an hour");
  }

  @Test
  void saysWhereAMovedAppointmentWas() {
    Appointment dentist = Fixtures.dentist();
    Span before =
        Fixtures.anAppointment(
                "x",
                "x",
                "2026-11-21T10:00+01:00[Europe/Stockholm]",
                "2026-11-21T11:00+01:00[Europe/Stockholm]")
            .when();
    Appointment moved =
        new Appointment(
            "a1",
            "calendar",
            "Dentist",
            dentist.when(),
            Optional.of(before),
            Optional.empty(),
            "",
            Appointment.Standing.CONFIRMED);

    assertThat(edit("morning-briefing", moved).stories().get(0).fact("was")).contains("at ten");
  }

  @Test
  void tellsAnAppointmentElsewhereInTheListenersTime() {
    Appointment call =
        Fixtures.anAppointment(
            "c",
            "Call",
            "2026-11-21T08:00-05:00[America/New_York]",
            "2026-11-21T08:30-05:00[America/New_York]");

    assertThat(edit("morning-briefing", call).stories().get(0).fact("at")).contains("at two");
  }

  @Test
  void doesNotRepeatAStoryThatCameBackUnderAnotherAddress() {
    Article again =
        new Article(
            "other", "news", "The Bridge stays open!", "", "G", Optional.empty(), Optional.empty());
    Recollection past =
        new Recollection(Set.of(Told.key(Fixtures.bridge()).orElseThrow()), List.of(), Map.of());

    Rundown rundown =
        editor("morning-briefing")
            .edit(Fixtures.EDITION, new Gathered(List.of(again, Fixtures.rent()), List.of()), past);

    assertThat(rundown.stories()).extracting(story -> story.item().id()).containsExactly("t1");
  }

  @Test
  void shortensFromTheEndButNeverWhatMustBeSaid() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(
          new Article(
              "n" + i,
              "news",
              "Story " + i,
              "word ".repeat(100),
              "G",
              Optional.empty(),
              Optional.empty()));
    }
    items.add(Fixtures.dentist());

    Rundown rundown = edit("morning-briefing", items.toArray(Item[]::new));

    assertThat(rundown.stories().size()).isBetween(2, 20);
    assertThat(rundown.stories().get(0).item().id()).isEqualTo("a1");
    assertThat(rundown.leftOut()).isEqualTo(21 - rundown.stories().size());
    assertThat(rundown.stories().get(1).weight()).isEqualTo(Story.Weight.MAJOR);
  }

  @Test
  void keepsGapsAndRecentOpenings() {
    Rundown rundown =
        editor("morning-briefing")
            .edit(
                Fixtures.EDITION,
                new Gathered(List.of(), List.of(new Gap("work", "gone"))),
                new Recollection(Set.of(), List.of(OPENING), Map.of()));

    assertThat(rundown.gaps()).extracting(Gap::source).containsExactly("work");
    assertThat(rundown.recentOpenings()).containsExactly(OPENING);
  }

  @Test
  void tellsAJourneyInTheTimeOfEachPlace() {
    Appointment flight =
        Fixtures.anAppointment(
            "f",
            "Flight",
            "2027-03-12T08:10+01:00[Europe/Stockholm]",
            "2027-03-12T11:35Z[Europe/Lisbon]");
    Appointment hotel =
        Fixtures.anAppointment(
            "h", "Hotel", "2027-03-12T15:00Z[Europe/Lisbon]", "2027-03-12T15:30Z[Europe/Lisbon]");

    List<Story> stories = edit("itinerary", flight, hotel).stories();

    assertThat(stories.get(0).fact("day")).contains("Friday the twelfth of March");
    assertThat(stories.get(0).fact("lasts")).contains("four hours and twenty-five minutes");
    assertThat(stories.get(0).fact("zoneAfter")).contains("Lisbon time");
    assertThat(stories.get(0).fact("shift")).contains("an hour back");
    assertThat(stories.get(1).fact("between")).contains("three hours and twenty-five minutes");
    assertThat(stories.get(1).fact("zone")).isEmpty();
    assertThat(stories.get(1).fact("day")).isEmpty();
  }

  @Test
  void tellsOfATableTheFirstRowsAndTheOneThatWentTheMostPlaces() {
    List<Story> stories =
        edit(
                "data-recap",
                row("Harbour", 30, 27),
                row("Northgate", 26, 26),
                row("Old Town", 25, 24),
                row("Millbrook", 22, 23),
                row("Lighthouse", 21, 15),
                row("Quay", 20, 20))
            .stories();

    assertThat(stories)
        .extracting(story -> story.item().title())
        .containsExactly("Harbour", "Northgate", "Old Town", "Lighthouse")
        .doesNotContain("Quay");
    assertThat(stories.get(0).fact("value")).contains("thirty points");
    assertThat(stories.get(0).fact("lead")).contains("four");
    assertThat(stories.get(0).fact("more")).contains("three");
    assertThat(stories.get(1).fact("rank")).contains("second");
    assertThat(stories.get(1).fact("more")).isEmpty();
    assertThat(stories.get(3).fact("climbed")).contains("one place");
  }

  private static Reading row(String title, int points, int before) {
    Figure figure =
        new Figure("points", BigDecimal.valueOf(points), Optional.of(BigDecimal.valueOf(before)));
    return new Reading(title, "league", title, List.of(figure), Optional.of(Fixtures.DAY));
  }

  @Test
  void looksBackOnTheDaysThatHadMoreThanTheOthers() {
    List<Item> items = new ArrayList<>();
    for (int day = 14; day <= 20; day++) {
      items.add(on(day, "Stand-up"));
    }
    items.add(on(19, "Dentist"));
    items.add(on(16, "Rowing"));
    items.add(on(16, "Choir"));
    items.add(on(16, "Dinner"));

    List<Story> stories = edit("week-in-review", items.toArray(Item[]::new)).stories();

    assertThat(stories)
        .extracting(story -> story.item().title())
        .as("what repeats every day makes no day remarkable")
        .containsExactly("Rowing", "Choir", "Dinner", "Dentist");
    assertThat(stories.get(0).fact("day")).contains("Monday the sixteenth of November");
    assertThat(stories.get(0).fact("count")).contains("three appointments");
    assertThat(stories.get(1).fact("day")).isEmpty();
    assertThat(stories.get(3).fact("at")).contains("at ten");
  }

  private static Appointment on(int day, String title) {
    String date = "2026-11-" + day;
    return Fixtures.anAppointment(
        title + day,
        title,
        date + "T10:00+01:00[Europe/Stockholm]",
        date + "T11:00+01:00[Europe/Stockholm]");
  }

  @Test
  void asksWhatIsDueBeforeWhatIsNewAndNotWhatIsStillKnown() {
    Card known = Fixtures.card("known", "A?", "a");
    Card fresh = Fixtures.card("new", "B?", "b");
    Card missed = Fixtures.card("missed", "C?", "c");
    Recollection past =
        new Recollection(
            Set.of(), List.of(), Map.of("known", Fixtures.DAY.plusDays(3), "missed", Fixtures.DAY));

    Rundown rundown =
        editor("study-guide")
            .edit(Fixtures.EDITION, new Gathered(List.of(known, fresh, missed), List.of()), past);

    assertThat(rundown.stories())
        .extracting(story -> story.item().id())
        .containsExactly("missed", "new");
    assertThat(rundown.leftOut()).isEqualTo(1);
  }

  @Test
  void tellsAtMostAsMuchAsTheKindAllows() {
    Note first = new Note("s1", "stories", "One", "A story.", Optional.empty(), List.of());
    Note second = new Note("s2", "stories", "Two", "Another.", Optional.empty(), List.of());

    assertThat(edit("bedtime-story", first, second).stories())
        .extracting(story -> story.item().id())
        .containsExactly("s1");
  }

  private static Rundown edit(String kind, Item... items) {
    return editor(kind)
        .edit(Fixtures.EDITION, new Gathered(List.of(items), List.of()), Recollection.NONE);
  }

  private static Editor editor(String kind) {
    return new Editor(
        Fixtures.aShow(kind, Duration.ofMinutes(1)),
        Kind.read(kind, Locale.UK, Path.of("nowhere"), new ArrayList<>()),
        Spoken.of(Locale.UK).orElseThrow());
  }
}
