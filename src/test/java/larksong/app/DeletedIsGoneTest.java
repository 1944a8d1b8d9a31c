package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.library.ShelvedEpisode;
import larksong.library.deletion.Deletions;
import larksong.library.deletion.Deletions.Begun;
import larksong.library.deletion.Deletions.Rest;
import larksong.library.journal.Calls;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.store.Store;
import larksong.library.upkeep.Backup;
import larksong.library.upkeep.Backups;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.ModelCall;
import larksong.model.MovableClock;
import larksong.model.RunStatus;
import larksong.studio.Production;
import larksong.studio.RunRecord;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import larksong.studio.Words;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deleted, or ended by the show's rule, is nowhere in the home, nor at the targets. */
@Timeout(300)
class DeletedIsGoneTest {

  private static final String FIRST = "2026-11-21";

  /** Words that nothing else has, in every field of every source, and in what we note ourselves. */
  private static final List<String> WORDS =
      List.of(
          "quokkatitle",
          "quokkadetail",
          "quokkaplace",
          "quokkaperson",
          "quokkamail",
          "quokkanote",
          "quokkaheading",
          "quokkafile",
          "quokkanews",
          "quokkastory",
          "quokkalink",
          "quokkagap",
          "quokkafinding",
          "quokkawhere",
          "quokkachapter");

  @TempDir Path folder;

  private final MovableClock clock = new MovableClock(FIRST + "T05:30:00Z");
  private final MockWebServer web = new MockWebServer();
  private String animal = "quokka";

  @BeforeEach
  void begin() throws Exception {
    web.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = String.valueOf(request.getUrl().encodedPath());
            return new MockResponse.Builder()
                .addHeader("ETag", "\"" + animal + "\"")
                .addHeader("Content-Encoding", "gzip")
                .body(zipped(path.endsWith(".ics") ? calendar() : feed()))
                .build();
          }
        });
    web.start();
    Path config = Files.createDirectories(folder.resolve("config/shows")).getParent();
    Files.writeString(
        config.resolve("larksong.yaml"),
        """
        targets:
          files: { kind: folder, path: ../published }
          rack: { kind: command, run: [sh, -c, "cat > %s/given"] }
        """
            .formatted(folder));
    show("");
    note();
  }

  @AfterEach
  void end() {
    web.close();
  }

  private void show(String more) throws Exception {
    Files.writeString(
        folder.resolve("config/shows/morning.yaml"),
        """
        title: Morning
        kind: morning-briefing
        zone: UTC
        sources:
          - { calendar: "%1$sday.ics", name: calendar, window: today }
          - { notes: ../../notes, name: notebook, window: all }
          - { feed: "%1$snews.xml", name: news, since: all }
        publish: [library, files]
        %2$s
        """
            .formatted(web.url("/"), more));
  }

  private void note() throws Exception {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    try (Stream<Path> all = Files.list(notes)) {
      for (Path one : all.toList()) {
        Files.delete(one);
      }
    }
    Files.write(notes.resolve(animal + "file.md"), new byte[] {(byte) 0xff}); // a gap names it
    Files.writeString(
        notes.resolve("note.md"),
        "# The " + animal + "heading\n\nThe " + animal + "note is in the tin.\n");
  }

  private String calendar() {
    String day = java.time.LocalDate.now(clock).toString().replace("-", "");
    return """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Larksong//Test//EN
        BEGIN:VEVENT
        UID:%1$suid@example.com
        DTSTART:%2$sT140000Z
        DTEND:%2$sT150000Z
        SUMMARY:A walk to the %1$stitle
        DESCRIPTION:Bring the %1$sdetail along.
        LOCATION:The %1$splace
        ATTENDEE;CN=Ann %1$sperson:mailto:ann@%1$smail.example
        END:VEVENT
        END:VCALENDAR
        """
        .formatted(animal, day)
        .replace("\n", "\r\n");
  }

  private String feed() {
    return """
        <rss version="2.0"><channel><title>News</title>
        <item><title>The %1$snews is out</title><link>https://example.com/%1$slink</link>
        <description>A %1$sstory of some length was told in town.</description></item>
        </channel></rss>
        """
        .formatted(animal);
  }

  private static Buffer zipped(String text) {
    try {
      Buffer zipped = new Buffer();
      try (var gzip = Okio.buffer(new GzipSink(zipped))) {
        gzip.writeUtf8(text);
      }
      return zipped;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), clock, false);
  }

  private static Production produce(Larksong larksong, String day) throws Exception {
    Wired wired = larksong.show("morning");
    return larksong.produce(
        wired,
        larksong.edition(wired, Optional.of(day), true),
        Studio.Order.ALL,
        StudioListener.SILENT);
  }

  private static Edition edition(Larksong larksong, String day) throws Exception {
    return larksong.edition(larksong.show("morning"), Optional.of(day), true);
  }

  /** Makes the first edition, with something of it wherever something can be. */
  private void furnish(Larksong larksong) throws Exception {
    Production made = produce(larksong, FIRST);
    assertThat(made.status()).isEqualTo(RunStatus.PUBLISHED);
    Edition edition = made.edition();
    ShelvedEpisode episode = larksong.library().find(edition.id()).orElseThrow();
    larksong.library().positions().keep(Store.OWNER, episode.guid(), 7);
    larksong
        .library()
        .accompany(
            episode.guid(),
            Optional.of("[{\"chapter\":{\"title\":\"The quokkachapter\",\"start_time_ms\":0}}]"));
    hold(larksong, made, edition);
    fetch(larksong, made);
    new Calls(larksong.library().store())
        .note(
            new ModelCall(
                edition,
                "small",
                "script",
                clock.instant(),
                1_000,
                200,
                new java.math.BigDecimal("0.5"),
                Duration.ofSeconds(3)));
  }

  /** As if a check had held what was made again: with its words, twice, and what it found. */
  private static void hold(Larksong larksong, Production made, Edition edition) {
    LibraryChronicle chronicle = new LibraryChronicle(larksong::library, one -> Optional.empty());
    Words words = new Words(made.rundown().orElseThrow(), made.draft().orElseThrow());
    RunRecord record =
        new RunRecord(
            edition.id(),
            RunStatus.HELD,
            "",
            false,
            larksong.clock().instant(),
            7,
            "of the quokkafinding",
            List.of(new Gap("notebook", "'quokkagap.md' could not be read.")),
            List.of(
                new Finding(
                    "traced",
                    Finding.Severity.HOLD,
                    "quokkawhere",
                    "quokkafinding",
                    Optional.empty())),
            null);
    chronicle.note(edition, record, Optional.of(words));
    chronicle.decide(edition, RunStatus.APPROVED, Optional.of(words));
    chronicle.note(edition, record, Optional.of(words));
  }

  /** As for a target, when its work folder is damaged. */
  private static void fetch(Larksong larksong, Production made) throws Exception {
    Path sound = made.folder().resolve("episode.mp3");
    byte[] bytes = Files.readAllBytes(sound);
    Files.delete(sound);
    Delivery delivery = new Deliveries(larksong.library().store()).of("morning").get(0);
    assertThat(new FetchedEpisodes(larksong).episode(delivery)).isPresent();
    Files.write(sound, bytes);
    Files.writeString(made.folder().resolve("episode-again.mp3"), "the quokkastory again");
  }

  private void turnTo(String other) throws Exception {
    animal = other;
    note();
  }

  private List<String> found(Path where) throws Exception {
    return List.copyOf(Remains.of(where, WORDS));
  }

  @Test
  void nothingIsLeftOfADeletedEdition() throws Exception {
    Path backup = folder.resolve("larksong.zip");
    try (Larksong larksong = open()) {
      furnish(larksong);
    }
    assertThat(String.join("\n", found(folder.resolve("home"))))
        .as("the search finds what is there")
        .contains(WORDS)
        .contains(
            "in library.db\n",
            "in work/morning/" + FIRST + "/script.json",
            "in work/morning/" + FIRST + "/episode-again.mp3",
            "in fetched/",
            "(gzip)");
    assertThat(found(folder.resolve("published"))).isNotEmpty();
    try (Larksong larksong = open()) {
      Backup.write(larksong.library(), larksong.home(), Map.of(), backup);
      turnTo("wombat");
      clock.pass(Duration.ofDays(1));
      produce(larksong, "2026-11-22");
      Edition deleted = edition(larksong, FIRST);

      Deletion.Deleted result = larksong.deletion().delete(deleted.id());

      assertThat(result.whole()).isTrue();
      assertThat(result.elsewhere()).isEmpty();
      assertThat(found(folder.resolve("home"))).isEmpty();
      assertThat(found(folder.resolve("published"))).isEmpty();
      assertThat(result.backups()).extracting(Backups.Made::file).containsExactly(backup);
      assertThat(found(folder))
          .as("a backup of the owner's is named, and not changed")
          .allMatch(place -> place.contains(" in larksong.zip"))
          .isNotEmpty();
      assertOnlyIsLeft(larksong, "2026-11-22");
      assertThat(new Calls(larksong.library().store()).ofMonth(deleted).price())
          .as("what it cost stays in the month's sum")
          .isEqualByComparingTo("0.5");
      assertThat(new Calls(larksong.library().store()).ofEdition(deleted).calls()).isZero();

      turnTo("quokka");
      clock.pass(Duration.ofDays(1));
      assertThat(told(produce(larksong, "2026-11-23")))
          .as("it may be told again")
          .anyMatch(title -> title.contains("quokkaheading"))
          .anyMatch(title -> title.contains("quokkanews"));
    }
  }

  private static void assertOnlyIsLeft(Larksong larksong, String day) throws Exception {
    assertThat(larksong.library().episodes("morning"))
        .extracting(episode -> episode.edition().label())
        .containsExactly(day);
    assertThat(larksong.library().search(Store.OWNER, "wombatheading")).hasSize(1);
    assertThat(larksong.library().search(Store.OWNER, "quokkaheading")).isEmpty();
    assertThat(larksong.caretaker().missing(true)).isEmpty();
    assertThat(larksong.targets().of("morning"))
        .extracting(delivery -> delivery.edition().label(), Delivery::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(day, Delivery.State.THERE));
    assertThat(larksong.targets().count("files")).isEqualTo(1);
  }

  private static List<String> told(Production production) {
    List<String> titles = new ArrayList<>();
    production.rundown().orElseThrow().stories().forEach(story -> titles.add(story.item().title()));
    return titles;
  }

  @Test
  void nothingIsLeftOfWhatTheRuleEndsButThatItIsNotToldAgain() throws Exception {
    show("keep: { editions: 1, for: 1d }");
    try (Larksong larksong = open()) {
      furnish(larksong);
      EditionId held = edition(larksong, "2026-11-20").id();
      hold(larksong, produce(larksong, FIRST), edition(larksong, "2026-11-20"));
      turnTo("wombat");
      clock.pass(Duration.ofDays(3));

      produce(larksong, "2026-11-24");

      assertThat(larksong.library().episodes("morning")).hasSize(1);
      assertThat(found(folder.resolve("home"))).isEmpty();
      assertThat(larksong.studio().runs())
          .as("what was held and never decided ends too")
          .extracting(RunRecord::edition)
          .doesNotContain(held);
      turnTo("numbat");
      clock.pass(Duration.ofHours(25));
      produce(larksong, "2026-11-25");
      assertThat(found(folder.resolve("published"))).as("a day later").isEmpty();

      turnTo("quokka");
      clock.pass(Duration.ofDays(1));
      assertThat(told(produce(larksong, "2026-11-26")))
          .as("appointments are told each day, the others once")
          .singleElement()
          .asString()
          .contains("quokkatitle");
    }
  }

  @Test
  void howLongAnEditionTookIsStillKnownWhenTheRuleHasEndedIt() throws Exception {
    show("keep: { editions: 1, for: 1d }");
    try (Larksong larksong = open()) {
      produce(larksong, FIRST);
      Optional<Duration> usual = larksong.studio().usual("morning");
      assertThat(usual).isPresent();
      Edition first = edition(larksong, FIRST);

      new Deletions(larksong.library())
          .begin(first.id(), Rest.FINGERPRINTS, LibraryChronicle::bare);

      assertThat(larksong.studio().usual("morning")).isEqualTo(usual);
      assertThat(larksong.studio().runs())
          .singleElement()
          .satisfies(run -> assertThat(run.status()).isEqualTo(RunStatus.PUBLISHED));
    }
  }

  /** Killed after so many of the steps, of which the first is the end of its rows. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void goesOnWhereItWasKilled(int steps) throws Exception {
    try (Larksong larksong = open()) {
      furnish(larksong);
      turnTo("wombat");
      Edition first = edition(larksong, FIRST);
      Begun begun =
          new Deletions(larksong.library()).begin(first.id(), Rest.NOTHING, LibraryChronicle::bare);
      for (Deletion.Step step : List.of(Deletion.Step.values()).subList(0, steps)) {
        larksong.deletion().take(step, begun);
      }
    }
    try (Larksong later = open()) {
      assertThat(new Deletions(later.library()).begun()).hasSize(1);

      later.deletion().goOn();
      later.targets().goOn("files", later.alarm());

      assertThat(new Deletions(later.library()).begun()).isEmpty();
      assertThat(found(folder.resolve("home"))).isEmpty();
      assertThat(found(folder.resolve("published"))).isEmpty();
      assertThat(later.targets().of("morning")).isEmpty();
    }
  }

  @Test
  void leavesAnEditionThatWasMadeAnewSince() throws Exception {
    try (Larksong larksong = open()) {
      furnish(larksong);
      Edition first = edition(larksong, FIRST);
      new Deletions(larksong.library()).begin(first.id(), Rest.NOTHING, LibraryChronicle::bare);

      produce(larksong, FIRST);
      larksong.deletion().goOn();

      assertThat(larksong.library().find(first.id())).isPresent();
      assertThat(larksong.studio().episode(first.id())).as("on its bench").isPresent();
      assertThat(larksong.caretaker().missing(true)).isEmpty();
      assertThat(larksong.targets().of("morning"))
          .extracting(Delivery::state)
          .containsExactly(Delivery.State.THERE);
    }
  }

  @Test
  void namesATargetThatGivesNothingBack() throws Exception {
    Path show = folder.resolve("config/shows/morning.yaml");
    Files.writeString(
        show, Files.readString(show).replace("publish: [library, files]", "publish: [rack]"));
    try (Larksong larksong = open()) {
      produce(larksong, FIRST);
      Edition first = edition(larksong, FIRST);

      Deletion.Deleted result = larksong.deletion().delete(first.id());

      assertThat(result.whole()).isTrue();
      assertThat(result.elsewhere())
          .singleElement()
          .satisfies(
              delivery -> {
                assertThat(delivery.label()).isEqualTo("rack");
                assertThat(delivery.reason()).contains("there by hand");
              });
      assertThat(found(folder.resolve("home"))).isEmpty();
    }
  }
}
