package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.model.Appointment;
import larksong.model.Card;
import larksong.model.Fact;
import larksong.model.Finding;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Item;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.model.Task;
import larksong.proof.ScriptProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static Redaction redaction() {
    return new Redaction(
        List.of("Sam", "Anna Berg"), List.of(Pattern.compile("PX-\\d+")), new Permits(), List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to anna.b+x@mail.example.co.uk now|anna.b",
        "Ring +46 (0)70-123 45 67 first|123 45",
        "Call 030 1234567|1234567",
        "Pay to DE89 3704 0044 0532 0130 00|3704",
        "Card 4111 1111 1111 1111|4111",
        "The key is sk-live_abcdef1234567890|abcdef",
        "Password: hunter2!x|hunter2",
        "Le mot de passe: soleil42|soleil42",
        "Meet at 12 Harbour Street|Harbour",
        "Treffen in der Lindenstraße 7|Linden",
        "Rendez-vous au 5 rue des Lilas|Lilas",
        "With Anna Berg, at two|Berg",
        "The case is PX-991|991",
      })
  void coversWhatIsPrivateAndTakesItBackExactly(String text, String secret) {
    Redaction redaction = redaction();
    String covered = redaction.cover(text);

    assertThat(covered).doesNotContain(secret);
    assertThat(redaction.uncover(covered)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "At 14:15 on 2026-11-21, for 45 minutes.",
        "Rovers beat Albion 3 to 1 with 12,450 watching."
      })
  void leavesTimesAndFiguresAlone(String text) {
    assertThat(redaction().cover(text)).isEqualTo(text);
  }

  @Test
  void coversAnyMixOfThemAndTakesItBackExactly() {
    List<String> secrets =
        List.of(
            "sam@example.com",
            "+46 70 123 45 67",
            "Sam",
            "Anna Berg",
            "PX-12345",
            "12 Harbour Street");
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        words.add(
            random.nextBoolean()
                ? secrets.get(random.nextInt(secrets.size())) + ","
                : "word" + (char) ('a' + random.nextInt(26)));
      }
      String text = String.join(" ", words);
      Redaction redaction = redaction();
      String covered = redaction.cover(text);

      assertThat(secrets).noneMatch(covered::contains);
      assertThat(redaction.uncover(covered)).isEqualTo(text);
      assertThat(redaction.cover(text)).as("the same stand-ins again").isEqualTo(covered);
    }
  }

  @Test
  void coversTheGenitiveAndWhatSpansAnother() {
    Redaction redaction =
        new Redaction(
            List.of("Anna Meyer"),
            List.of(Pattern.compile("Patient .*")),
            new Permits(),
            List.of());
    String text = "Anna Meyer trifft Anna Meyers Bruder. Patient Müller, Tel 030 1234567";
    String covered = redaction.cover(text);

    assertThat(covered)
        .doesNotContain("Anna")
        .doesNotContain("Meyer")
        .doesNotContain("Müller")
        .doesNotContain("1234567");
    assertThat(redaction.uncover(covered)).isEqualTo(text);
  }

  @Test
  void leavesAMangledStandInForProofToFind() {
    Rundown rundown = Fixtures.aRundown(List.of(Fixtures.must(Fixtures.rent())), List.of());
    Redaction redaction = redaction();
    redaction.cover("Sam");
    Script mangled =
        new Script(
            "t",
            "",
            Locale.UK,
            List.of(
                new Segment(
                    "h", List.of(new Line("host", "Pay the rent to Name-ZZ.")), List.of("t1"))));

    assertThat(
            new ScriptProof(Fixtures.aShow("morning-briefing"))
                .part(rundown, redaction.uncover(mangled)))
        .extracting(Finding::check)
        .contains("untraced-name");
  }

  @Test
  void letsEachFieldLeaveAsItsSourceSays() throws Exception {
    Permits permits = new Permits();
    permits.read(
        "calendar",
        Sections.of(
            Path.of("."),
            "{ privacy: { all: free, details: local, location: redacted, people: redacted } }"),
        false);
    Appointment appointment =
        new Appointment(
            "a1",
            "calendar",
            "Lunch with Noor Haddad in May",
            Fixtures.dentist().when(),
            Optional.empty(),
            Optional.of("Café Sol, 12 Harbour Street"),
            "Talk about the offer",
            List.of("Noor Haddad"),
            Appointment.Standing.CONFIRMED);
    Rundown rundown = Fixtures.aRundown(List.of(Fixtures.must(appointment)), List.of());
    Redaction redaction = redaction(permits, rundown);

    Appointment covered = (Appointment) redaction.cover(rundown).stories().get(0).item();

    assertThat(permits.mayLeave(appointment)).isTrue();
    assertThat(covered.details()).isEmpty();
    assertThat(covered.location().orElseThrow()).startsWith("Café Sol").doesNotContain("Harbour");
    assertThat(covered.people()).singleElement().asString().startsWith("Name-");
    assertThat(covered.title())
        .as("who stays here in one field stays here in all")
        .isEqualTo("Lunch with " + covered.people().get(0) + " in May");
  }

  @Test
  void keepsACalendarsPeopleWherePrivateIsTheRule() throws Exception {
    Permits permits = new Permits();
    permits.read("calendar", Sections.of(Path.of("."), "{ privacy: redacted }"), false);
    permits.read("notes", Sections.of(Path.of("."), "{ privacy: redacted }"), false);
    Appointment appointment =
        new Appointment(
            "a1",
            "calendar",
            "Lunch with Noor and Mrs Haddad",
            Fixtures.dentist().when(),
            Optional.empty(),
            Optional.empty(),
            "",
            List.of("Noor Haddad"),
            Appointment.Standing.CONFIRMED);
    Rundown rundown =
        Fixtures.aRundown(
            List.of(
                Fixtures.must(appointment),
                Fixtures.must(new Task("t", "notes", "Call Noor back", Optional.empty()))),
            List.of());

    Rundown covered = redaction(permits, rundown).cover(rundown);

    assertThat(Json.write(covered))
        .doesNotContain("Noor")
        .doesNotContain("Haddad")
        .contains("Call Name-");
  }

  private static Redaction redaction(Permits permits, Rundown rundown) {
    return new Redaction(
        List.of(), List.of(), permits, rundown.stories().stream().map(Story::item).toList());
  }

  private static Permits permits(String... levels) {
    Permits permits = new Permits();
    for (int i = 0; i < levels.length; i += 2) {
      permits.read(
          levels[i], Sections.of(Path.of("."), "{ privacy: " + levels[i + 1] + " }"), false);
    }
    return permits;
  }

  private static Appointment with(String title, String... people) {
    return new Appointment(
        "a1",
        "calendar",
        title,
        Fixtures.dentist().when(),
        Optional.empty(),
        Optional.empty(),
        "",
        List.of(people),
        Appointment.Standing.CONFIRMED);
  }

  private static Rundown rundown(Item... items) {
    return Fixtures.aRundown(List.of(items).stream().map(Fixtures::must).toList(), List.of());
  }

  private static Task task(String title) {
    return new Task("t1", "notes", title, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"local, redacted", "local, free", "redacted, free", "redacted, redacted"})
  void coversInEachPartWhoStandsInAnother(String calendar, String notes) {
    Permits permits = permits("calendar", calendar, "notes", notes);
    Rundown whole = rundown(with("Oncology", "Noor Haddad"), task("Call Noor back"));
    Redaction redaction = redaction(permits, whole);

    Rundown part = redaction.cover(whole.with(whole.stories().subList(1, 2), List.of()));

    assertThat(part.stories().get(0).item().title()).matches("Call Name-[A-Z]+ back");
  }

  @Test
  void keepsBackWhatEarlierEditionsSaidUnlessAllOfItIsFree() {
    Rundown rundown =
        new Rundown(
            Fixtures.EDITION,
            List.of(),
            List.of(),
            0,
            List.of(
                new Kept("Good morning. Today: oncology.", Level.LOCAL),
                new Kept("Good morning, Ada.", Level.REDACTED),
                new Kept("Good day.", Level.FREE)));

    assertThat(redaction(new Permits(), rundown).cover(rundown).recentOpenings())
        .extracting(Kept::text)
        .containsExactly("Good day.");
  }

  @Test
  void coversWhomEarlierEditionsGreeted() {
    Rundown rundown =
        new Rundown(
            Fixtures.EDITION,
            List.of(),
            List.of(),
            0,
            List.of(new Kept("Good morning, Sam. Anna Berg wrote.", Level.FREE)));

    assertThat(redaction().cover(rundown).recentOpenings())
        .extracting(Kept::text)
        .singleElement()
        .asString()
        .doesNotContain("Sam", "Anna", "Berg")
        .startsWith("Good morning, Name-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"The password is sunflower7.", "Password: sunflower7"})
  void coversASecretThatIsRepeatedWithoutTheWordsThatTellIt(String note) {
    Permits permits = permits("notes", "redacted");
    Redaction redaction = redaction(permits, rundown(task(note)));
    Script script =
        new Script(
            "sunflower7",
            "Use sunflower7.",
            Locale.UK,
            List.of(
                new Segment(
                    "Sunflower7 and sunflower7",
                    List.of(new Line("host", "Say sunflower7, not sunflower77.")),
                    List.of("t1"))));

    Script covered = redaction.cover(script);

    assertThat(Json.write(covered))
        .doesNotContainPattern("\\bsunflower7\\b")
        .contains("not sunflower77");
    assertThat(redaction.uncover(covered)).isEqualTo(script);
  }

  @ParameterizedTest
  @CsvSource({
    "The password is sunflower7.,    Sunflower7 is what to say.",
    "The password is Sunflower7.,    Say SUNFLOWER7 at the door.",
    "Passwort: blümchen-wiese,       BLÜMCHEN-WIESE hieß es.",
    "Password: подсолнух7,           Подсолнух7 не меняли.",
    "Write to bea@mail.example.com,  Bea@Mail.example.com is new.",
    "The password is kiwi.,          Kiwi for all."
  })
  void coversASecretThatIsRepeatedInOtherCase(String note, String repeated) {
    Redaction redaction = redaction(permits("notes", "redacted"), rundown(task(note)));

    String covered = redaction.cover(repeated);

    assertThat(covered)
        .doesNotContainIgnoringCase("sunflower")
        .doesNotContainIgnoringCase("wiese")
        .doesNotContainIgnoringCase("подсолнух")
        .doesNotContainIgnoringCase("bea@")
        .doesNotContainIgnoringCase("kiwi");
    assertThat(redaction.uncover(covered)).as("in the form of its place").isEqualTo(repeated);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "redacted"})
  void coversASecretOfAnotherSourceWhereItIsRepeatedInAFreeOne(String notes) {
    Appointment meeting = with("Say sunflower7 at the door, tel. 020 7946 0018");
    Rundown rundown = rundown(task("The password is sunflower7."), meeting);

    Redaction redaction = redaction(permits("notes", notes, "calendar", "free"), rundown);
    String covered = Json.write(redaction.cover(rundown.with(rundown.stories(), List.of())));

    assertThat(covered)
        .contains("at the door, tel. 020 7946 0018")
        .doesNotContain("Say sunflower7")
        .contains("Say Secret-");
  }

  @Test
  void leavesWordsThatOnlyHoldASecret() {
    Redaction redaction =
        redaction(
            permits("notes", "redacted"),
            rundown(task("The password is sunflower7."), task("The PIN is k1w.")));

    assertThat(redaction.cover("Sunflower77, asunflower7 and K1W."))
        .isEqualTo("Sunflower77, asunflower7 and K1W.");
  }

  @Test
  void keepsBackAGapOfASourceThatIsNotFree() {
    Rundown rundown =
        Fixtures.aRundown(List.of(), List.of(new Gap("oncology", "gone"), new Gap("news", "gone")));

    assertThat(
            redaction(permits("oncology", "redacted", "news", "free"), rundown)
                .cover(rundown)
                .gaps())
        .extracting(Gap::source)
        .containsExactly("news");
  }

  @Test
  void tellsNothingOfOtherItemsThatStayHere() {
    Permits permits = permits("calendar", "local", "notes", "redacted");
    Story rent =
        new Story(
            task("Pay the rent"),
            Story.Weight.SMALL,
            true,
            List.of(
                new Fact("due", "today"),
                new Fact("count", "two appointments", List.of("a1", "t1"))));
    Rundown rundown = Fixtures.aRundown(List.of(Fixtures.must(with("Oncology")), rent), List.of());

    assertThat(redaction(permits, rundown).cover(rundown).stories().get(1).facts())
        .extracting(Fact::name)
        .containsExactly("due");
  }

  @Test
  void putsEachNameBackInTheFormOfItsPlace() {
    Permits permits = permits("calendar", "redacted", "notes", "redacted");
    Rundown rundown = rundown(with("LUNCH", "José García"), task("Write to jose garcia"));
    Redaction redaction = redaction(permits, rundown);
    String standIn =
        ((Appointment) redaction.cover(rundown).stories().get(0).item()).people().get(0);

    Script script =
        redaction.uncover(
            new Script(
                "t",
                standIn + " is here.",
                Locale.UK,
                List.of(
                    new Segment(
                        "About " + standIn,
                        List.of(new Line("host", "Write to " + standIn + ".")),
                        List.of("t1")))));

    assertThat(script.summary()).isEqualTo("José García is here.");
    assertThat(script.segments().get(0).heading()).isEqualTo("About José García");
    assertThat(script.segments().get(0).lines().get(0).text()).isEqualTo("Write to José García.");
  }

  @Test
  void coversMoreThanAnyEditionHas() {
    List<String> mails = new ArrayList<>();
    for (int i = 0; i < 9000; i++) {
      mails.add("reader" + i + "@example.com");
    }
    String text = String.join(" and ", mails);
    Redaction redaction = redaction();
    String covered = redaction.cover(text);

    assertThat(covered).doesNotContain("@");
    assertThat(new HashSet<>(List.of(covered.split(" and ")))).hasSameSizeAs(mails);
    assertThat(redaction.uncover(covered)).isEqualTo(text);
  }

  @Test
  void doesNotPutANameBackWhereASourceForgedItsStandIn() {
    Redaction redaction = redaction();
    String covered = redaction.cover("Anna Berg, and Name-QA, and Name-QB.");

    assertThat(redaction.uncover(covered)).isEqualTo("Anna Berg, and Name-QA, and Name-QB.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ all: redacted, title: local }", "{ all: free, title: local }"})
  void refusesATitleThatStaysHereOfAnItemThatMayLeave(String written) {
    assertThat(
            Sections.problems(
                Path.of("."),
                "{ privacy: " + written + " }",
                section -> new Permits().read("calendar", section, false)))
        .singleElement()
        .asString()
        .contains("privacy.title")
        .contains("expected redacted or free where 'all' is");
  }

  @Test
  void keepsACardHereWhoseAnswerStays() {
    Permits permits = permits("cards", "{ all: redacted, text: local }");

    assertThat(permits.mayLeave(new Card("c", "cards", "Deck", "Who?", "Noor"))).isFalse();
  }
}
