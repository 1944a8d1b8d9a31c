package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogsTest {

  private static final String TOKEN = "7moPSMus8TXAfpzEQLdTX7LzJ1sptr57";

  @Test
  void takesTokensOutOfWhatLibrariesSayOfAddresses() {
    for (String said :
        List.of(
            "Unexpected: GET http://localhost:8484/t/" + TOKEN + "/media/x.mp3 HTTP/1.1",
            "HttpChannel@1{s=HANDLING,uri=/t/" + TOKEN + "/media/x.mp3,age=3}",
            "/studio/enter/" + TOKEN,
            "PUT /api/v1/arrivals/" + TOKEN + "?part=1",
            "GET /x?token=" + TOKEN)) {
      LogRecord entry = new LogRecord(Level.WARNING, said);
      entry.setLoggerName("org.eclipse.jetty.server.Response");
      entry.setThrown(new IllegalStateException(said));

      assertThat(new Logs.OneLine().format(entry))
          .contains(" warning ")
          .doesNotContain(TOKEN)
          .doesNotContain("media");
    }
  }

  @Test
  void leavesOurOwnWordsAsTheyAre() {
    LogRecord entry = new LogRecord(Level.INFO, "Listen at http://localhost:8484/t/abc/");
    entry.setLoggerName("larksong.app.Station");

    assertThat(new Logs.OneLine().format(entry)).contains("/t/abc/");
  }
}
