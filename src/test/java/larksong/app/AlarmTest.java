package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeUtility;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import larksong.alert.CommandMessenger;
import larksong.alert.MailMessenger;
import larksong.alert.WebMessenger;
import larksong.egress.EgressInMemory;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.library.Library;
import larksong.library.journal.Delivery;
import larksong.library.journal.Troubles;
import larksong.model.EditionId;
import larksong.model.Fixtures;
import larksong.model.Level;
import larksong.model.RunStatus;
import larksong.net.Http;
import larksong.process.OwnersPrograms;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AlarmTest {

  private final Errand.Scope free = Errand.current().of(Level.FREE).begin();

  @AfterEach
  void endErrand() {
    free.close();
  }

  @TempDir Path folder;

  private final MockWebServer outside = new MockWebServer();
  private final WebMessenger web = new WebMessenger(() -> Http.withoutCache().client());
  private Library library;

  @BeforeEach
  void start() throws Exception {
    outside.start();
    library = Library.open(folder.resolve("home"), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    library.close();
    outside.close();
  }

  @Test
  void tellsOnceOfATroubleAndOnceWhenItIsOver() throws Exception {
    List<String> told = new ArrayList<>();
    for (RunStatus status :
        new RunStatus[] {
          RunStatus.PUBLISHED,
          RunStatus.HELD,
          RunStatus.FAILED,
          RunStatus.FAILED,
          RunStatus.PUBLISHED,
          RunStatus.SKIPPED,
          RunStatus.FAILED
        }) {
      new Alarm(
              new Troubles(library.store()),
              List.of((title, text) -> told.add(title + ": " + text)),
              web)
          .ended(Fixtures.EDITION, status, "", Optional.empty());
    }

    assertThat(told)
        .containsExactly(
            "morning was not made: A check held morning/2026-11-21. Read it in the studio and"
                + " decide.",
            "morning is made again: morning/2026-11-21 was made.",
            "morning was not made: morning/2026-11-21 failed. Run 'larksong doctor', or look into"
                + " the studio.");
  }

  @Test
  void tellsWhatIsLessAboutAnEditionThatCouldNotBeMadeOtherwise() {
    List<String> told = new ArrayList<>();
    Alarm alarm =
        new Alarm(new Troubles(library.store()), List.of((title, text) -> told.add(text)), web);

    alarm.ended(Fixtures.EDITION, RunStatus.PUBLISHED, "without a model", Optional.empty());
    alarm.ended(Fixtures.EDITION, RunStatus.PUBLISHED, "without a model", Optional.empty());
    alarm.ended(Fixtures.EDITION, RunStatus.PUBLISHED, "", Optional.empty());

    assertThat(told)
        .containsExactly(
            "morning/2026-11-21 was made without a model, as it could not be made otherwise in"
                + " time.",
            "morning/2026-11-21 was made.");
  }

  @Test
  void tellsOfATargetThatStaysAway() {
    List<String> told = new ArrayList<>();
    Alarm alarm =
        new Alarm(new Troubles(library.store()), List.of((title, text) -> told.add(title)), web);

    alarm.missing("attic", List.of(at(Delivery.State.WAITING, 1)));
    assertThat(told).isEmpty();
    alarm.missing("attic", List.of(at(Delivery.State.WAITING, 3)));
    alarm.missing("attic", List.of(at(Delivery.State.WAITING, 4)));
    alarm.missing("attic", List.of());
    alarm.missing("attic", List.of());

    assertThat(told).containsExactly("Nothing gets to attic", "attic is reached again");
  }

  @Test
  void tellsOnceOfAnEditionThatATargetRefusesAndStillOfTheNextTrouble() {
    List<String> told = new ArrayList<>();
    Alarm alarm =
        new Alarm(new Troubles(library.store()), List.of((title, text) -> told.add(title)), web);
    Delivery refused = at(Delivery.State.REFUSED, 1);

    alarm.missing("attic", List.of(refused));
    alarm.missing("attic", List.of(refused));
    alarm.missing("attic", List.of(refused, at(Delivery.State.WAITING, 3)));
    alarm.missing("attic", List.of(refused));

    assertThat(told)
        .containsExactly(
            "attic does not take morning/2026-11-21",
            "Nothing gets to attic",
            "attic is reached again");
  }

  @Test
  void pingsAnOutsideWatchOnTheOutcome() throws Exception {
    Alarm alarm = new Alarm(new Troubles(library.store()), List.of(), web);
    Optional<URI> check = Optional.of(outside.url("/check/").uri());
    outside.enqueue(new MockResponse.Builder().build());
    outside.enqueue(new MockResponse.Builder().code(500).build());

    alarm.ended(Fixtures.EDITION, RunStatus.PUBLISHED, "", check);
    alarm.ended(Fixtures.EDITION, RunStatus.HELD, "", check);

    assertThat(outside.takeRequest().getUrl().encodedPath()).isEqualTo("/check");
    assertThat(outside.takeRequest().getUrl().encodedPath()).isEqualTo("/check/fail");
  }

  @Test
  void speaksNtfysAndAWebhooksLanguageAndAProgramsToo() throws Exception {
    outside.enqueue(new MockResponse.Builder().build());
    outside.enqueue(new MockResponse.Builder().build());

    web.ntfy(outside.url("/topic").uri()).tell("Nichts kommt zum Büro", "Text");
    web.webhook(outside.url("/hook").uri()).tell("Title", "Text");
    new CommandMessenger(
            List.of("sh", "-c", "cat > " + folder.resolve("told")),
            new OwnersPrograms(EgressRecord.NONE, false))
        .tell("Title", "Text");

    RecordedRequest ntfy = outside.takeRequest();
    assertThat(MimeUtility.decodeText(String.valueOf(ntfy.getHeaders().get("Title"))))
        .isEqualTo("Nichts kommt zum Büro");
    assertThat(Objects.requireNonNull(ntfy.getBody()).utf8()).isEqualTo("Text");
    assertThat(Objects.requireNonNull(outside.takeRequest().getBody()).utf8())
        .contains("\"title\":\"Title\"");
    assertThat(Files.readString(folder.resolve("told"))).isEqualTo("Title\nText\n");
  }

  private static MailMessenger mail(URI server, String password, EgressRecord egress) {
    return new MailMessenger(
        new MailMessenger.Server(server, "ada", password),
        "ada@example.com",
        "ada@example.com",
        Clock.systemUTC(),
        egress);
  }

  @Test
  void sendsMail() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser("ada@example.com", "ada", "canary");
    mail.start();
    try {
      URI server = URI.create("smtp://127.0.0.1:" + mail.getSmtp().getPort());
      EgressInMemory egress = new EgressInMemory();

      mail(server, "canary", egress).tell("Morgen wurde nicht gemacht – ändern", "Es fehlt etwas.");

      assertThat(mail.waitForIncomingEmail(1)).isTrue();
      assertThat(mail.getReceivedMessages()[0].getSubject())
          .isEqualTo("Morgen wurde nicht gemacht – ändern");
      assertThat(mail.getReceivedMessages()[0].getContent().toString()).contains("Es fehlt etwas.");
      assertThatThrownBy(() -> mail(server, "wrong", egress).tell("x", "y"))
          .hasMessage(
              "the mail server at 127.0.0.1 did not take the message"
                  + " (AuthenticationFailedException). Check alerts.mail");
      assertThat(egress.left())
          .as("also what was on its way and not taken")
          .extracting(left -> left.recipient() + " " + left.place() + " " + (left.bytes() > 0))
          .containsExactly("mail 127.0.0.1 true", "mail 127.0.0.1 false");
    } finally {
      mail.stop();
    }
  }

  private static Delivery at(Delivery.State state, int attempts) {
    return new Delivery(
        "folder-1",
        "attic",
        EditionId.parse("morning/2026-11-21"),
        "a".repeat(64),
        state,
        attempts,
        Instant.EPOCH,
        Instant.EPOCH,
        "It is away.");
  }
}
