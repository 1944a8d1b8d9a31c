package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.model.Appointment;
import larksong.model.Finding;
import larksong.model.Fixtures;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Task;
import larksong.proof.ScriptProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  private static Redaction redaction() {
    return new Redaction(
        List.of("Sam", "Anna Berg"),
        List.of(Pattern.compile("PX-\\d+")),
        (item, field) -> Level.REDACTED);
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
        "Dinner at SAM's|SAM",
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
  void coversTheLongerNameTheGenitiveAndWhatSpansAnother() {
    Redaction redaction =
        new Redaction(
            List.of("Anna", "Anna Meyer"),
            List.of(Pattern.compile("Patient .*")),
            (item, field) -> Level.REDACTED);
    String text = "Anna Meyer trifft Annas Bruder. Patient Müller, Tel 030 1234567";
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
    Redaction redaction = new Redaction(permits.people(rundown), List.of(), permits::of);

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

    Rundown covered = new Redaction(permits.people(rundown), List.of(), permits::of).cover(rundown);

    assertThat(Json.write(covered))
        .doesNotContain("Noor")
        .doesNotContain("Haddad")
        .contains("Call Name-");
  }
}
