package larksong.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import larksong.library.access.Tokens;
import larksong.library.deletion.Deletions;
import larksong.library.journal.Calls;
import larksong.library.journal.Troubles;
import larksong.library.store.Dialect;
import larksong.library.store.LibraryException;
import larksong.library.store.Migrations;
import larksong.model.Cue;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.ModelCall;
import larksong.model.Recording;
import larksong.model.Show;
import larksong.model.Spent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryTest {

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-21T06:31:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  Library library;

  @BeforeEach
  void open() throws Exception {
    library = library(NOW);
  }

  /** The library of the test's home. */
  protected Library library(Clock clock) throws Exception {
    return Library.open(folder.resolve("home"), clock);
  }

  @AfterEach
  void close() {
    library.close();
  }

  @Test
  void outlivesTheInterruptOfAThreadThatUsesIt() throws Exception {
    Thread interrupted =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                new Troubles(library.store()).begin("a trouble");
              } catch (LibraryException e) {
                assertThat(e).hasMessageContaining("could not be used");
              }
            });
    interrupted.start();
    interrupted.join();

    assertThat(new Troubles(library.store()).begin("another trouble")).isTrue();
  }

  @Test
  void keepsAnEpisodeWithItsFiles() throws Exception {
    ShelvedEpisode shelved = library.shelve(episode(Fixtures.EDITION, "one"));

    assertThat(library.find(shelved.guid())).contains(shelved);
    assertThat(library.media().path(shelved.sha256(), ".mp3")).hasContent("one");
    assertThat(shelved.published()).isEqualTo(NOW.instant());
    assertThat(shelved.chapters()).hasSize(2);
  }

  @Test
  void findsEpisodesByWhatIsSaidInThem() throws Exception {
    ShelvedEpisode first = library.shelve(episode(Fixtures.EDITION, "one"));

    assertThat(library.search("owner", "HELLO")).containsExactly(first);
    assertThat(library.search("owner", "hello notes")).containsExactly(first);
    assertThat(library.search("owner", "hello elephant")).isEmpty();
    assertThat(library.search("owner", "'; drop table episode --")).isEmpty();
    assertThat(library.search("ben", "hello")).as("of other accounts, nothing").isEmpty();
  }

  /** In seven languages and one without stems: what is said, and what finds it or does not. */
  @ParameterizedTest
  @CsvSource({
    "en, The appointments were moved to Friday., appointment, true",
    "en, The appointments were moved to Friday., moving fridays, true",
    "en, The appointments were moved to Friday., appoin, true",
    "en, The appointments were moved to Friday., appointments fr, true",
    "en, The appointments were moved to Friday., fr appointments, false",
    "en, The appointments were moved to Friday., point, false",
    "en, Meet Zoë at the café., ZOE cafe, true",
    "en, Version 3.14 costs 20 euros., 3.14, true",
    "en, It's Ada's piano lesson., ada, true",
    "de, Die Termine liegen in der Straße., Termin strasse, true",
    "de, Die Termine liegen in der Straße., straß, true",
    "de, Müllers Bücher sind da., buch muller, true",
    "fr, Les rendez-vous à l'église sont annulés., rendez-vous annulé, true",
    "fr, Les rendez-vous à l'église sont annulés., eglise, true",
    "es, Las reuniones de mañana empiezan a las ocho., reunión manana, true",
    "it, Le riunioni di domani sono in città., riunione citta, true",
    "pt, As reuniões começam amanhã., reunião amanha, true",
    "sv, Mötena börjar på måndagarna., möte, true",
    "sv, Mötena börjar på måndagarna., mandag, true",
    "pl, Jutro są dwa spotkania., spotkania, true",
    "pl, Jutro są dwa spotkania., spotk, true",
    "en, Nothing of that kind., elephant, false"
  })
  void findsWordsByTheirStemsAndBeginnings(
      Locale language, String said, String sought, boolean found) throws Exception {
    Episode plain = episode(Fixtures.EDITION, "one");
    Episode episode = saying(plain, language, said);

    library.shelve(episode);

    assertThat(library.search("owner", sought)).hasSize(found ? 1 : 0);
  }

  @Test
  void findsWhatIsSaidNowAndNothingThatWasReplacedOrTakenOff() throws Exception {
    library.shelve(saying(episode(Fixtures.EDITION, "one"), Locale.UK, "An elephant."));
    ShelvedEpisode now =
        library.shelve(saying(episode(Fixtures.EDITION, "two"), Locale.UK, "A giraffe."));

    assertThat(library.search("owner", "elephant")).isEmpty();
    assertThat(library.search("owner", "giraffes")).containsExactly(now);

    new Deletions(library).remove(now);

    assertThat(library.search("owner", "giraffe")).isEmpty();
  }

  @Test
  void readsWhatIsTypedAsWordsWhateverItIs() throws Exception {
    library.shelve(episode(Fixtures.EDITION, "one"));

    for (String typed :
        List.of(
            "",
            "  ",
            "\"",
            "'",
            "hello\" OR \"x",
            "a:* | b",
            "-",
            "NEAR(a b)",
            "%",
            "\\",
            "x".repeat(100_000),
            "a ".repeat(10_000),
            "\u0000",
            "日本語")) {
      assertThat(library.search("owner", typed)).isEmpty();
    }
  }

  private static Episode saying(Episode episode, Locale language, String said) {
    Show show = episode.show();
    Recording recording = episode.recording();
    return new Episode(
        episode.edition(),
        Show.ofRecordings(show.name(), show.title(), "", language, show.zone()),
        "A title",
        "",
        "<p></p>",
        new Recording(
            recording.mp3(),
            recording.transcript(),
            recording.cover(),
            recording.duration(),
            recording.bytes(),
            recording.sha256(),
            recording.loudness(),
            recording.chapters(),
            List.of(new Cue(Duration.ZERO, Duration.ofSeconds(2), "host", said))),
        episode.provenance(),
        episode.folder(),
        List.of(),
        new Kept("", Level.LOCAL),
        Level.LOCAL);
  }

  @Test
  void signsWhereAnEpisodeComesFrom() throws Exception {
    Seal.Signed signed = library.shelve(episode(Fixtures.EDITION, "one")).seal().orElseThrow();

    assertThat(library.seal().isGenuine(signed)).isTrue();
    assertThat(
            library
                .seal()
                .isGenuine(
                    new Seal.Signed(
                        signed.statement().replace("calendar", "elsewhere"), signed.signature())))
        .isFalse();
    assertThat(library.seal().isGenuine(new Seal.Signed(signed.statement(), "no"))).isFalse();
  }

  @Test
  void replacesAnEpisodeOfTheSameEditionAndKeepsItsIdentity() throws Exception {
    ShelvedEpisode first = library.shelve(episode(Fixtures.EDITION, "one"));

    ShelvedEpisode second = library.shelve(episode(Fixtures.EDITION, "two"));

    assertThat(second.guid()).isEqualTo(first.guid());
    assertThat(second.published()).isEqualTo(first.published());
    assertThat(second.sha256()).isNotEqualTo(first.sha256());
    assertThat(library.episodes("morning")).hasSize(1);
  }

  @Test
  void remembersWhatEarlierEditionsToldAndNotItsOwn() throws Exception {
    library.shelve(episode(Fixtures.EDITION, "one"));
    Edition tomorrow =
        new Edition("morning", Fixtures.DAY.plusDays(1).atStartOfDay(), Fixtures.STOCKHOLM);

    assertThat(library.before(Fixtures.EDITION, Map.of()).told()).isEmpty();
    assertThat(library.before(tomorrow, Map.of()).isTold("article the bridge")).isTrue();
    assertThat(library.before(tomorrow, Map.of()).isTold("article the tunnel")).isFalse();
    assertThat(library.before(tomorrow, Map.of()).told())
        .as("what it was cannot be read")
        .singleElement()
        .asString()
        .hasSize(43)
        .doesNotContain("bridge");
    assertThat(library.before(tomorrow, Map.of()).openings())
        .containsExactly(new Kept("Good morning, Ada.", Level.REDACTED));
  }

  @Test
  void isTheSameForASecondOpenerOnTheSameHome() throws Exception {
    try (Library other = library(NOW)) {
      ShelvedEpisode shelved = other.shelve(episode(Fixtures.EDITION, "one"));

      assertThat(library.find(shelved.guid())).contains(shelved);
    }
  }

  @Test
  void givesADeviceTheSameTokenUntilItIsRevoked() throws Exception {
    Tokens tokens = new Tokens(library.store());

    String phone = tokens.listening("phone");

    assertThat(tokens.listening("phone")).isEqualTo(phone);
    assertThat(tokens.listening("car")).isNotEqualTo(phone);
    assertThat(tokens.check(Tokens.Kind.LISTEN, phone)).isPresent();
    assertThat(tokens.check(Tokens.Kind.PUBLISH, phone)).isEmpty();
    assertThat(tokens.revoke("phone")).isEqualTo(1);
    assertThat(tokens.check(Tokens.Kind.LISTEN, phone)).isEmpty();
    assertThat(tokens.listening("phone")).isNotEqualTo(phone);
    assertThat(tokens.check(Tokens.Kind.LISTEN, "guess")).isEmpty();
  }

  @Test
  void keepsNoTokenInTheDatabase() throws Exception {
    Tokens tokens = new Tokens(library.store());
    String listening = tokens.listening("phone");
    String publishing = tokens.publishing("laptop");
    library.close();

    try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content =
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(content)
            .as(file.toString())
            .doesNotContain(listening)
            .doesNotContain(publishing);
      }
    }
  }

  @Test
  void knowsTheNewestMigration() throws Exception {
    for (Dialect dialect : Dialect.values()) {
      List<String> names = new ArrayList<>();
      for (String folder : List.of(dialect.migrations(), Migrations.BOTH)) {
        try (Stream<Path> files =
            Files.list(Path.of("src/main/resources/larksong/library").resolve(folder))) {
          files.map(file -> file.getFileName().toString()).forEach(names::add);
        }
      }
      assertThat(names.stream().sorted().reduce((a, b) -> b))
          .hasValueSatisfying(
              newest -> assertThat(newest).startsWith("V" + Migrations.NEWEST + "__"));
    }
  }

  private Episode episode(Edition edition, String sound) throws Exception {
    return Episodes.of(folder.resolve("bench"), edition, sound);
  }

  @Test
  void sumsWhatModelsCostByEditionMonthAndModel() {
    Edition november =
        new Edition("demo", LocalDate.of(2026, 11, 21).atStartOfDay(), ZoneOffset.UTC);
    Edition december =
        new Edition("demo", LocalDate.of(2026, 12, 1).atStartOfDay(), ZoneOffset.UTC);
    for (Edition edition : List.of(november, november, december)) {
      new Calls(library.store())
          .note(
              new ModelCall(
                  edition,
                  "claude",
                  "write",
                  NOW.instant(),
                  1000,
                  200,
                  new BigDecimal("0.004"),
                  Duration.ofMillis(5)));
    }

    assertThat(new Calls(library.store()).ofEdition(november))
        .isEqualTo(new Spent(2, 2000, 400, new BigDecimal("0.008")));
    assertThat(new Calls(library.store()).ofMonth(december).tokens()).isEqualTo(1200);
    assertThat(new Calls(library.store()).months())
        .extracting(Calls.Monthly::month)
        .containsExactly("2026-12", "2026-11");
    assertThat(
            new Calls(library.store())
                .ofEdition(new Edition("x", november.nominal(), ZoneOffset.UTC)))
        .isEqualTo(Spent.NOTHING);
  }
}
