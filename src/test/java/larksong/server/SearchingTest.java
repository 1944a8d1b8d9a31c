package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import larksong.library.Episodes;
import larksong.model.Fixtures;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches that a database does not answer in time. */
@Timeout(60)
class SearchingTest {

  private static final String ENDED =
      "The search was ended after 2 seconds. Search for more words, or for other ones.";
  private static final String BUSY = "Others are searching just now. Try again in a few seconds.";

  @TempDir Path folder;

  private Served served;
  private String search;

  private record Answer(int status, String retry, String page) {}

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    served.library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, "sound"));
    search = served.listener() + "search?q=hello";
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void saysWhatToDoWhenASearchWasEnded() throws Exception {
    makeSearchesEndless();

    Answer answer = answer();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.page())
        .contains("<p role=\"alert\">" + ENDED + "</p>")
        .contains("value=\"hello\"")
        .doesNotContain("Nothing was said");
  }

  @Test
  void letsOnlyAFewSearchAtOnceAndTheOthersLater() throws Exception {
    makeSearchesEndless();

    List<Answer> answers =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        this::answer, command -> new Thread(command).start()))
            .limit(10)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).allMatch(answer -> answer.status() == 503);
    assertThat(answers)
        .filteredOn(answer -> answer.page().contains(ENDED))
        .isNotEmpty()
        .allMatch(answer -> answer.retry().isEmpty());
    assertThat(answers)
        .filteredOn(answer -> answer.page().contains(BUSY))
        .isNotEmpty()
        .allMatch(answer -> answer.retry().equals("2"));

    makeSearchesEnd();
    assertThat(answer().status()).as("those that were ended are over").isEqualTo(200);
  }

  /** Which of the account's shows an episode is in, the database never finds out. */
  private void makeSearchesEndless() throws Exception {
    change(
        "alter table show rename to shows",
        "create view show as with recursive number(one) as"
            + " (select 1 union all select one + 1 from number)"
            + " select shows.* from shows, number where one < 0");
  }

  private void makeSearchesEnd() throws Exception {
    change("drop view show", "alter table shows rename to show");
  }

  private void change(String... statements) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/library.db"));
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    }
  }

  private Answer answer() {
    try (Response response = served.get(search)) {
      return new Answer(
          response.code(), response.header("Retry-After", ""), response.body().string());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
