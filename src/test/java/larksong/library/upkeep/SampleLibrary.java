package larksong.library.upkeep;

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
import java.util.Map;
import java.util.Optional;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens;
import larksong.library.intake.AnnouncedShows;
import larksong.library.intake.Intake;
import larksong.library.journal.Calls;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.journal.Delivery.State;
import larksong.library.journal.Departures;
import larksong.library.journal.Grades;
import larksong.library.journal.Runs;
import larksong.library.journal.Sendings;
import larksong.library.journal.Troubles;
import larksong.library.store.Store;
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
      library.positions().keep(Store.OWNER, first.guid(), 12.25);
      new Accounts(library.store()).setPassword(Store.OWNER, "correct horse");
      new Troubles(library.store()).begin("target rack");
      new Sendings(library.store()).note("content", FIRST.id());
      new Runs(library.store())
          .note(run(FIRST, RunStatus.PUBLISHED), Optional.empty(), Optional.empty());
      new Runs(library.store())
          .note(run(SECOND, RunStatus.HELD), Optional.of("held"), Optional.empty());
      new Grades(library.store()).note("study", "what is a lark", Grade.GOOD, before -> memory());
      new Calls(library.store())
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
      new Departures(library.store()).note(LEFT);
      deliver(new Deliveries(library.store()));
      send(library);
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

  private static void send(Library library) throws IOException {
    Tokens tokens = new Tokens(library.store());
    tokens.listening("phone");
    tokens.listening("lost");
    tokens.revoke("lost");
    tokens.publishing("desk");
    Tokens.Grant desk =
        tokens.list().stream()
            .filter(grant -> grant.kind() == Tokens.Kind.PUBLISH)
            .findFirst()
            .orElseThrow();
    ShelvedShow talks =
        new AnnouncedShows(library)
            .announce(
                Store.OWNER,
                new AnnouncedShows.Details("Talks", "ÄÖ 中文", Locale.GERMAN, Optional.empty()));
    Intake intake = new Intake(library);
    Upload.Details details = new Upload.Details("A talk", "", "", Locale.GERMAN, false);
    Upload sent = intake.open(desk, talks, details, Optional.empty()).upload();
    Files.writeString(intake.sound(sent), "bytes");
    intake.receive(sent);
  }

  /** Looks for all of it. */
  static void check(Library library) throws IOException {
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
    assertThat(library.search(Store.OWNER, "stories")).hasSize(2);
    assertThat(library.timeline(episodes.get(0).guid())).contains("[]");
    assertThat(library.before(SECOND, Map.of()).isTold("article the bridge")).isTrue();
    assertThat(library.identity(URI.create("https://second.example"))).isEqualTo(IDENTITY);
    assertThat(library.positions().of(Store.OWNER, first.guid()).orElseThrow().seconds())
        .isEqualTo(12.25);
    assertThat(new Accounts(library.store()).isPassword(Store.OWNER, "correct horse")).isTrue();
    assertThat(new Troubles(library.store()).begin("target rack")).as("it was told of").isFalse();
    assertThat(new Sendings(library.store()).find("content")).contains(FIRST.id());
    checkWork(library);
    checkAccess(library);
  }

  private static void checkWork(Library library) {
    assertThat(new Runs(library.store()).find(FIRST)).contains(RECORD);
    assertThat(new Runs(library.store()).inStatus(RunStatus.HELD)).containsExactly(SECOND.id());
    assertThat(new Runs(library.store()).held(SECOND)).contains("held");
    assertThat(new Grades(library.store()).due("study", LocalDate.of(2026, 11, 21)))
        .containsEntry("what is a lark", LocalDate.of(2026, 11, 23));
    assertThat(new Calls(library.store()).ofEdition(FIRST).price()).isEqualByComparingTo("0.0125");
    assertThat(new Departures(library.store()).of("morning"))
        .containsExactly(new Departures.Noted(CLOCK.instant(), LEFT));
    Deliveries deliveries = new Deliveries(library.store());
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

  private static void checkAccess(Library library) throws IOException {
    Tokens tokens = new Tokens(library.store());
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
    assertThat(new Intake(library).of(talks.name()))
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
