package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import larksong.app.Larksong;
import larksong.json.Json;
import larksong.library.journal.Departures;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.EditionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressCommandTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void configure() throws Exception {
    desk = new Desk(folder, NOW);
    desk.configure("", "library");
  }

  private void leave(String edition, Purpose purpose, String recipient, String place, Part... parts)
      throws Exception {
    try (Larksong larksong = desk.open()) {
      new Departures(larksong.library().store())
          .note(
              new Departure(
                  edition.isEmpty() ? Optional.empty() : Optional.of(EditionId.parse(edition)),
                  purpose,
                  recipient,
                  place,
                  List.of(parts),
                  5_311));
    }
  }

  private void leaveSome() throws Exception {
    leave(
        "morning/2026-11-21",
        Purpose.WRITE,
        "gpt",
        "api.example.com",
        new Part("work", "work-0123456789", List.of("title", "location")),
        new Part("work", "work-abcdef0123", List.of("title", "location")),
        new Part("news", "news-9876543210", List.of("title", "publisher")));
    leave(
        "morning/2026-11-20",
        Purpose.SPEAK,
        "cloud",
        "program say on this machine",
        Part.of("script", "sentence"));
    leave("", Purpose.TRY, "attic", "attic.example.com");
  }

  @Test
  void tellsOfEachCallForAnEditionWhoGotWhichFieldsOfWhichItems() throws Exception {
    leaveSome();

    Desk.Answer answer = desk.run("egress", "morning", "2026-11-21");

    assertThat(answer.code()).isEqualTo(ExitCode.DONE);
    assertThat(answer.out())
        .isEqualToNormalizingNewlines(
            """
            morning/2026-11-21, times in Europe/Berlin
            21 Nov 06:30:00  write     gpt at api.example.com                                    5,311 bytes
                             work: title, location of work-0123456789; work-abcdef0123
                             news: title, publisher of news-9876543210
            1 call, 5,311 bytes
            """);
  }

  @Test
  void callsItemsByTheirTitlesWhereTheyLieHereStill() throws Exception {
    desk.run("preview", "morning", "--edition", "2026-11-21", "--offline");
    String note;
    try (Larksong larksong = desk.open()) {
      note =
          larksong
              .studio()
              .rundown(larksong.edition(larksong.show("morning"), Optional.of("2026-11-21")))
              .orElseThrow()
              .stories()
              .get(0)
              .item()
              .id();
    }
    leave(
        "morning/2026-11-21",
        Purpose.WRITE,
        "gpt",
        "api.example.com",
        new Part("notes", note, List.of("title")));

    assertThat(desk.run("egress", "morning", "2026-11-21").out())
        .contains("notes: title of 'Oats'");
  }

  @Test
  void tellsHowMuchWentForEachEditionAndForNone() throws Exception {
    leaveSome();
    leave("morning/2026-11-21", Purpose.WRITE, "gpt", "api.example.com");

    assertThat(desk.run("egress").out())
        .containsPattern("morning/2026-11-21 +write +gpt at api.example.com +2 calls +10,622 bytes")
        .containsPattern(
            "morning/2026-11-20 +speak +cloud by program say on this machine +1 call +5,311 bytes")
        .containsPattern("for no edition +try +attic at attic.example.com +1 call +5,311 bytes")
        .contains("4 calls, 21,244 bytes");
    assertThat(desk.run("egress", "morning").out()).contains("3 calls").doesNotContain("attic");
  }

  @Test
  void answersWithEachCallAsJson() throws Exception {
    leaveSome();

    var calls = Json.tree(desk.run("egress", "morning", "2026-11-21", "--json").out());

    assertThat(calls).hasSize(1);
    assertThat(calls.path(0).path("at").asText()).isEqualTo("2026-11-21T05:30:00Z");
    assertThat(calls.path(0).path("edition").asText()).isEqualTo("morning/2026-11-21");
    assertThat(calls.path(0).path("purpose").asText()).isEqualTo("write");
    assertThat(calls.path(0).path("place").asText()).isEqualTo("api.example.com");
    assertThat(calls.path(0).path("parts").path(0).path("thing").asText())
        .isEqualTo("work-0123456789");
    assertThat(calls.path(0).path("bytes").asLong()).isEqualTo(5_311);
  }

  @Test
  void saysThatNothingLeft() {
    assertThat(desk.run("produce", "morning", "--offline").code()).isEqualTo(ExitCode.DONE);

    assertThat(desk.run("egress").out().strip()).isEqualTo("Nothing left this machine.");
    assertThat(desk.run("egress", "morning", "2026-11-21").out().strip())
        .isEqualTo("Nothing left this machine.");
  }

  @Test
  void saysWhichShowOrEditionItDoesNotKnow() {
    Desk.Answer show = desk.run("egress", "morninng");
    Desk.Answer edition = desk.run("egress", "morning", "yesterday");

    assertThat(show.code()).isEqualTo(ExitCode.USAGE);
    assertThat(show.err()).contains("No show 'morninng'");
    assertThat(edition.code()).isEqualTo(ExitCode.USAGE);
    assertThat(edition.err().strip())
        .isEqualTo(
            "Expected an edition such as 2026-11-21 or 2026-11-21T06:30 but was 'yesterday'.");
  }
}
