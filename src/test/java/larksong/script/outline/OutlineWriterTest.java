package larksong.script.outline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import larksong.config.Kind;
import larksong.editor.Editor;
import larksong.model.Edition;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Line;
import larksong.model.Note;
import larksong.model.Reading;
import larksong.model.Reading.Figure;
import larksong.model.Recollection;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;
import larksong.proof.ScriptProof;
import larksong.script.ScriptWriter;
import larksong.script.ScriptWriterContract;
import larksong.spoken.Spoken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutlineWriterTest extends ScriptWriterContract {

  @Override
  protected ScriptWriter writer() {
    return writer(SHOW, "morning-briefing");
  }

  @Test
  void greetsTheListenerByNameAndSaysTheDate() throws Exception {
    assertThat(words()).contains("ada").contains("saturday the twenty-first of november");
  }

  @Test
  void neverOpensTheSameWayTwiceInFiveEditions() {
    List<String> openings = new ArrayList<>();
    for (int day = 0; day < 20; day++) {
      Edition edition =
          new Edition("morning", Fixtures.DAY.plusDays(day).atStartOfDay(), Fixtures.STOCKHOLM);
      List<Kept> recent =
          openings.subList(Math.max(0, openings.size() - 4), openings.size()).stream()
              .map(opening -> new Kept(opening, Level.FREE))
              .toList();
      Rundown rundown = new Rundown(edition, RUNDOWN.stories(), List.of(), 0, recent);
      openings.add(write(rundown).segments().get(0).lines().get(0).text());
    }

    for (int i = 0; i + 5 <= openings.size(); i++) {
      Set<String> five = new HashSet<>();
      openings.subList(i, i + 5).forEach(opening -> five.add(opening.replaceFirst("\\s.*", "")));
      assertThat(five).as("openings from day %s", i).hasSize(5);
    }
  }

  @Test
  void saysSoOnAQuietDay() {
    Script script = write(Fixtures.aRundown(List.of(), List.of()));

    assertThat(script.segments()).hasSize(2);
    assertThat(script.segments().get(0).lines().get(1).text()).containsIgnoringCase("nothing");
  }

  @Test
  void claimsNoQuietDayWhenASourceCouldNotBeRead() {
    Script script =
        write(Fixtures.aRundown(List.of(), List.of(new larksong.model.Gap("calendar", "gone"))));

    assertThat(script.segments().get(0).lines().get(1).text())
        .contains("read")
        .doesNotContain("planned")
        .doesNotContain("quiet");
  }

  @Test
  void pausesBetweenQuestionAndAnswer() {
    Rundown rundown =
        Fixtures.aRundown(
            List.of(
                Fixtures.may(Fixtures.card("c1", "Longest river of Europe", "The Volga")),
                Fixtures.may(Fixtures.card("c2", "River of Paris?", "The Seine."))),
            List.of());

    Script script =
        ((OutlineWriter) writer(Fixtures.aShow("study-guide"), "study-guide"))
            .write(rundown)
            .script();
    List<Line> lines = script.segments().get(1).lines();

    assertThat(lines.get(1).text()).endsWith("Longest river of Europe?");
    assertThat(lines.get(1).pause()).isEqualTo(Optional.of(Duration.ofSeconds(3)));
    assertThat(lines.get(2).text()).isEqualTo("The Volga.");
  }

  @Test
  void keepsASentencesOwnEndMark() {
    Rundown rundown =
        Fixtures.aRundown(
            List.of(
                Fixtures.must(
                    new larksong.model.Task("t", "notes", "Ask Sam: why?", Optional.empty()))),
            List.of());

    assertThat(write(rundown).segments().get(1).lines().get(0).text()).endsWith("why?");
  }

  @Test
  void tellsAJourneyWhoseFirstStepsStayElsewhere() {
    Rundown middle =
        Fixtures.aRundown(
            List.of(
                Fixtures.must(Fixtures.dentist()),
                Fixtures.must(
                    Fixtures.anAppointment(
                        "a2",
                        "Train",
                        "2026-11-22T09:00+01:00[Europe/Stockholm]",
                        "2026-11-22T10:00+01:00[Europe/Stockholm]"))),
            List.of());

    Script script = ((OutlineWriter) writer(SHOW, "itinerary")).write(middle).script();

    assertThat(script.segments().get(1).heading())
        .isEqualTo("Saturday the twenty-first of November");
    assertThat(script.segments().get(2).heading())
        .isEqualTo("Sunday the twenty-second of November");
  }

  static Stream<Arguments> kindsInLanguages() {
    return Spoken.languages().stream()
        .flatMap(tag -> Kind.all(Path.of("nowhere")).stream().map(kind -> Arguments.of(tag, kind)));
  }

  @ParameterizedTest
  @MethodSource("kindsInLanguages")
  void writesEachKindInEachLanguageSoThatItHolds(String tag, String name) {
    Locale language = Locale.forLanguageTag(tag);
    Show english = Fixtures.aShow(name);
    Show show =
        new Show(
            english.name(),
            english.title(),
            "",
            name,
            language,
            english.zone(),
            english.length(),
            english.listener(),
            english.voices());
    Kind kind = Kind.read(name, language, Path.of("nowhere"), new ArrayList<>());
    Spoken spoken = Spoken.of(language).orElseThrow();
    List<Item> items =
        List.of(
            Fixtures.dentist(),
            Fixtures.rent(),
            note(),
            row("Tejo", 42, 40),
            row("Rhein", 40, 41),
            Fixtures.bridge(),
            Fixtures.card("c1", "Hauptstadt?", "Lissabon"),
            Fixtures.card("c2", "Fluss?", "Tejo"),
            Fixtures.card("c3", "Meer?", "Atlantik"));
    Rundown rundown =
        new Editor(show, kind, spoken)
            .edit(
                Fixtures.EDITION,
                new Gathered(items, List.of(new Gap("x", "gone"))),
                Recollection.NONE);

    Script script = new OutlineWriter(show, kind, spoken).write(rundown).script();

    assertThat(new ScriptProof(show).check(rundown, script))
        .filteredOn(finding -> !finding.check().equals("language"))
        .filteredOn(finding -> !finding.check().equals("speaker"))
        .as("of %s", script)
        .isEmpty();
    assertThat(script.lines().map(Line::text))
        .noneMatch(text -> text.contains("{{") || text.contains("You have"));
  }

  private static Note note() {
    Optional<LocalDate> yesterday = Optional.of(Fixtures.DAY.minusDays(1));
    return new Note("o1", "notes", "Gasthaus", "Tejo, Oliven, Brot.", yesterday, List.of());
  }

  private static Reading row(String title, int value, int before) {
    Figure figure =
        new Figure("km", BigDecimal.valueOf(value), Optional.of(BigDecimal.valueOf(before)));
    return new Reading("r" + title, "table", title, List.of(figure), Optional.of(Fixtures.DAY));
  }

  private static Script write(Rundown rundown) {
    return ((OutlineWriter) writer(SHOW, "morning-briefing")).write(rundown).script();
  }

  private static ScriptWriter writer(Show show, String kind) {
    return new OutlineWriter(
        show,
        Kind.read(kind, Locale.UK, Path.of("nowhere"), new ArrayList<>()),
        Spoken.of(Locale.UK).orElseThrow());
  }
}
