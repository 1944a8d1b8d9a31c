package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.library.access.Tokens;
import larksong.library.intake.Intake;
import larksong.library.intake.Upload;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.journal.Delivery.State;
import larksong.library.journal.Departures;
import larksong.library.journal.Runs;
import larksong.model.CardMemory;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.Edition;
import larksong.model.Grade;
import larksong.model.ModelCall;
import larksong.model.RunStatus;

/** A library with something of everything, and what must be found in it by every later program. */
final class SampleLibrary {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T06:00:00Z"), ZoneOffset.UTC);

  private static final Edition FIRST = Edition.of("morning", "2026-11-20", ZoneOffset.UTC);
  private static final Edition SECOND = Edition.of("morning", "2026-11-21", ZoneOffset.UTC);
  private static final URI IDENTITY = URI.create("https://first.example");
  private static final String RECEIPT = "{\"step\":\"SENT\",\"episode\":\"e1\"}";
  private static final Departure LEFT =
      new Departure(
          Optional.of(FIRST.id()),
          Purpose.WRITE,
          "small",
          "api.example.com",
          List.of(new Part("work", "work-0123456789", List.of("title", "location"))),
          5_000);

  private static final String RECORD = "{\"reason\":\"a gap\"}";

  private SampleLibrary() {}

  /** Puts it into a new home. */
  static void furnish(Path home, Path bench) throws Exception {
    try (Library library = Library.open(home, CLOCK)) {
      ShelvedEpisode first = library.shelve(Episodes.of(bench, FIRST, "one"));
      ShelvedEpisode second = library.shelve(Episodes.of(bench, SECOND, "two"));
      library.accompany(second.guid(), Optional.of("[]"));
      library.identity(IDENTITY);
      library.positions().keep(Tokens.OWNER, first.guid(), 12.25);
      library.accounts().setPassword(Tokens.OWNER, "correct horse");
      library.troubles().begin("target rack");
      library.sendings().note("content", FIRST.id());
      library.runs().note(run(FIRST, RunStatus.PUBLISHED), Optional.empty(), Optional.empty());
      library.runs().note(run(SECOND, RunStatus.HELD), Optional.of("held"), Optional.empty());
      library.grades().note("study", "what is a lark", Grade.GOOD, before -> memory());
      library
          .calls()
          .note(
              new ModelCall(
                  FIRST,
                  "small",
                  "script",
                  CLOCK.instant(),
                  1_000,
                  200,
                  new BigDecimal("0.0125"),
                  Duration.ofSeconds(3)));
      library.departures().note(LEFT);
      deliver(library.deliveries());
      send(library, home);
    }
  }

  private static Runs.Ended run(Edition edition, RunStatus status) {
    return new Runs.Ended(
        edition.id(), status, "", CLOCK.instant(), Optional.of(Duration.ofSeconds(40)), RECORD);
  }

  private static CardMemory memory() {
    return new CardMemory(2.5, 5.5, LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 23));
  }

  private static void deliver(Deliveries deliveries) {
    deliveries.call("spotify-1", "spotify");
    deliveries.remember("spotify-1", "{\"shows\":[]}", Optional.empty());
    deliveries.expect("spotify-1", FIRST, "ab12", Optional.empty());
    deliveries.keepReceipt("spotify-1", FIRST, RECEIPT, Optional.empty());
    deliveries.note(delivery(deliveries, FIRST), State.THERE, 0, CLOCK.instant(), "");
    deliveries.expect("spotify-1", SECOND, "cd34", Optional.empty());
    deliveries.note(
        delivery(deliveries, SECOND), State.WAITING, 2, CLOCK.instant(), "The rack is locked.");
  }

  private static Delivery delivery(Deliveries deliveries, Edition edition) {
    return deliveries.find("spotify-1", edition).orElseThrow();
  }

  private static void send(Library library, Path home) throws IOException {
    Tokens tokens = library.tokens(home);
    tokens.listening("phone");
    tokens.listening("lost");
    tokens.revoke("lost");
    tokens.publishing("desk");
    Tokens.Grant desk =
        tokens.list().stream()
            .filter(grant -> grant.kind() == Tokens.Kind.PUBLISH)
            .findFirst()
            .orElseThrow();
    ShelvedShow talks = library.announce(Tokens.OWNER, "Talks", "ÄÖ 中文", Locale.GERMAN);
    Intake intake = library.intake(home.resolve("uploads"));
    Upload.Details details = new Upload.Details("A talk", "", "", Locale.GERMAN, false);
    Upload sent = intake.open(desk, talks, details, Optional.empty()).upload();
    Files.writeString(intake.sound(sent), "bytes");
    intake.receive(sent);
  }

  /** Looks for all of it. */
  static void check(Library library, Path home) throws IOException {
    List<ShelvedEpisode> episodes = library.episodes("morning");
    assertThat(episodes)
        .extracting(one -> one.edition().text() + " " + one.title() + " " + one.summary())
        .containsExactly(
            "morning/2026-11-21 Morning & more One <story>.",
            "morning/2026-11-20 Morning & more One <story>.");
    ShelvedEpisode first = episodes.get(1);
    assertThat(first.notes()).isEqualTo("<p>Notes</p>");
    assertThat(first.transcript()).isEqualTo("WEBVTT\n");
    assertThat(first.chapters()).hasSize(2);
    assertThat(first.cues()).hasSize(1);
    assertThat(first.duration()).isEqualTo(Duration.ofMillis(61_500));
    assertThat(library.seal().isGenuine(first.seal().orElseThrow())).isTrue();
    assertThat(library.search(Tokens.OWNER, "stories")).hasSize(2);
    assertThat(library.timeline(episodes.get(0).guid())).contains("[]");
    assertThat(library.before(SECOND).isTold("article the bridge")).isTrue();
    assertThat(library.identity(URI.create("https://second.example"))).isEqualTo(IDENTITY);
    assertThat(library.positions().of(Tokens.OWNER, first.guid()).orElseThrow().seconds())
        .isEqualTo(12.25);
    assertThat(library.accounts().isPassword(Tokens.OWNER, "correct horse")).isTrue();
    assertThat(library.troubles().begin("target rack")).as("it was told of").isFalse();
    assertThat(library.sendings().find("content")).contains(FIRST.id());
    checkWork(library);
    checkAccess(library, home);
  }

  private static void checkWork(Library library) {
    assertThat(library.runs().find(FIRST)).contains(RECORD);
    assertThat(library.runs().inStatus(RunStatus.HELD)).containsExactly(SECOND.id());
    assertThat(library.runs().held(SECOND)).contains("held");
    assertThat(library.grades().due("study", LocalDate.of(2026, 11, 21)))
        .containsEntry("what is a lark", LocalDate.of(2026, 11, 23));
    assertThat(library.calls().ofEdition(FIRST).price()).isEqualByComparingTo("0.0125");
    assertThat(library.departures().of("morning"))
        .containsExactly(new Departures.Noted(CLOCK.instant(), LEFT));
    Deliveries deliveries = library.deliveries();
    assertThat(delivery(deliveries, FIRST).state()).isEqualTo(State.THERE);
    assertThat(deliveries.receipt("spotify-1", FIRST)).contains(RECEIPT);
    assertThat(deliveries.memory("spotify-1")).contains("{\"shows\":[]}");
    assertThat(deliveries.missing())
        .singleElement()
        .isEqualTo(
            new Delivery(
                "spotify-1",
                "spotify",
                SECOND.id(),
                "cd34",
                State.WAITING,
                2,
                CLOCK.instant(),
                CLOCK.instant(),
                "The rack is locked."));
  }

  private static void checkAccess(Library library, Path home) throws IOException {
    Tokens tokens = library.tokens(home);
    String phone = tokens.listening("phone");
    assertThat(tokens.check(Tokens.Kind.LISTEN, phone)).isPresent();
    assertThat(tokens.list())
        .filteredOn(grant -> grant.revoked().isEmpty())
        .extracting(Tokens.Grant::name)
        .contains("phone", "desk")
        .doesNotContain("lost");
    ShelvedShow talks =
        library.shows().stream()
            .filter(show -> show.title().equals("Talks"))
            .findFirst()
            .orElseThrow();
    assertThat(talks.description()).isEqualTo("ÄÖ 中文");
    assertThat(library.intake(home.resolve("uploads")).of(talks.name()))
        .extracting(upload -> upload.details().title())
        .containsExactly("A talk");
  }

  /** What lies in the home beside its rows. */
  static void checkFiles(Library library) {
    for (ShelvedEpisode episode : library.episodes("morning")) {
      assertThat(library.media().path(episode.sha256(), ".mp3"))
          .hasContent(episode.edition().equals(FIRST.id()) ? "one" : "two");
      assertThat(library.media().path(episode.cover(), ".jpg")).isNotEmptyFile();
    }
  }
}
