package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.Upload;
import larksong.library.access.Tokens.Terms;
import larksong.model.Fixtures;
import larksong.server.Served;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may publish what: accounts, and the terms of tokens. */
@Timeout(120)
class PublishersTest {

  @TempDir Path folder;

  private Served served;
  private String token;
  private SpotifyClient agent;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    token = served.tokens.publishing("agent");
    agent = new SpotifyClient(served, token);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void takesBaseAddressesWithASlashTooManyOrAPrefix() throws Exception {
    for (String base : List.of("//api/v1/shows", "/lib/api/v1/shows", "/a/b//api/v1/shows")) {
      assertThat(agent.raw("GET", base, token, null, ""))
          .as(base)
          .extracting(SpotifyClient.Answer::status)
          .isEqualTo(200);
      assertThat(agent.raw("GET", base, "wrong", null, "").status()).as(base).isEqualTo(401);
    }
  }

  @Test
  void refusesWhoHasNoTokenWithoutABody() throws Exception {
    String listener = served.tokens.listening("phone");
    for (String wrong : List.of("", "x", listener, token + "x", "x".repeat(5000))) {
      assertThat(agent.raw("GET", "/api/v1/shows", wrong, null, ""))
          .isEqualTo(new SpotifyClient.Answer(401, ""));
    }
  }

  @Test
  void endsATokenAtItsTime() throws Exception {
    Terms over = new Terms(List.of(), Optional.of(Instant.now().minusSeconds(1)), false);
    String ended = served.tokens.publishing("owner", "over", over);

    assertThat(agent.raw("GET", "/api/v1/shows", ended, null, "").status()).isEqualTo(401);
  }

  @Test
  void letsNoOtherAccountTakeAShowsName() throws Exception {
    String ben = served.tokens.publishing("ben", "agent", Terms.NONE);
    String path = "/api/library/shows/morning/editions/2026-11-21";

    assertThat(agent.raw("PUT", path, ben, new byte[] {1}, "text/plain").status())
        .as("a name that nobody has yet")
        .isEqualTo(404);

    served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "x"));
    assertThat(agent.raw("GET", path, ben, null, "").status()).isEqualTo(404);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                served.library.shelve(
                    Episodes.of(folder.resolve("b"), Fixtures.EDITION, "y"), "ben"))
        .hasMessage("The show 'morning' is not this account's. Choose another name.");
  }

  @Test
  void givesNoListeningTokenToWhoReachesOnlySomeShows() throws Exception {
    served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "x"));
    String path = "/api/library/shows/morning/editions/2026-11-21";
    String scoped =
        served.tokens.publishing(
            "owner", "scoped", new Terms(List.of("morning"), Optional.empty(), false));

    assertThat(agent.raw("GET", path, token, null, "").json().path("location").asText())
        .contains("/t/");
    assertThat(agent.raw("GET", path, scoped, null, "").json().path("location").asText())
        .doesNotContain("/t/");

    served.tokens.revoke("agent");
    assertThat(served.tokens.list())
        .filteredOn(grant -> grant.name().equals("publisher agent"))
        .allMatch(grant -> grant.revoked().isPresent())
        .isNotEmpty();
  }

  @Test
  void hidesTheShowsOfOtherAccountsAndTheirEpisodes() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    String episode = agent.uploaded(show, "Sent");
    String guid = agent.shelved(show).get(0).guid().toString();
    String other = served.tokens.publishing("ben", "agent", Terms.NONE);

    assertThat(agent.raw("GET", "/api/v1/shows", other, null, "").json().path("shows")).isEmpty();
    for (String path :
        List.of(
            "/shows/" + show,
            "/shows/" + show + "/episodes",
            "/episodes/" + episode + "/readiness",
            "/shows/" + show + "/episodes/" + episode + "/timeline")) {
      SpotifyClient.Answer answer = agent.raw("GET", "/api/v1" + path, other, null, "");
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.json().path("error_code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
    }
    assertThat(agent.raw("DELETE", "/api/v1/episodes/" + episode, other, null, "").status())
        .isEqualTo(404);
    String listener = "/t/" + served.tokens.listening("ben", "phone") + "/";
    for (String path : List.of("media/" + guid + ".mp3", "media/" + guid + ".vtt")) {
      try (Response response = served.get(listener + path)) {
        assertThat(response.code()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void letsATokenReachTheShowsThatItNamesAndNoOther() throws Exception {
    ShelvedEpisode made =
        served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "x"));
    String other = SpotifyClient.id(agent.create("Other").json(), "show_uri");
    String scoped =
        served.tokens.publishing(
            "owner", "scoped", new Terms(List.of("morning"), Optional.empty(), false));

    JsonNode shows = agent.raw("GET", "/api/v1/shows", scoped, null, "").json().path("shows");

    assertThat(shows).hasSize(1);
    String morning = shows.path(0).path("show_uri").asText().replaceAll(".*:", "");
    assertThat(agent.raw("GET", "/api/v1/shows/" + other, scoped, null, "").status())
        .isEqualTo(404);
    assertThat(agent.raw("DELETE", "/api/v1/shows/" + morning, scoped, null, "").status())
        .as("an agent does not delete what was made here")
        .isEqualTo(403);
    assertThat(served.library.find(made.guid())).isPresent();
    assertThat(agent.call("GET", "/shows/" + morning).status())
        .as("nor reaches it without being told so")
        .isEqualTo(404);
  }

  @Test
  void holdsWhatNeedsApprovalUntilTheOwnerSaysSo() throws Exception {
    agent =
        new SpotifyClient(
            served,
            served.tokens.publishing(
                "owner", "stranger", new Terms(List.of(), Optional.empty(), true)));
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Sent", "").json();
    agent.put(announced.path("multipart_upload_urls").path(0).path("signed_url").asText(), "sound");

    while (served.intake().held().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(agent.readiness(SpotifyClient.id(announced, "episode_uri"))).isEqualTo("NOT_READY");
    assertThat(agent.feed(show)).doesNotContain("<item>");

    Upload held = served.intake().held().get(0);
    served.intake().approve(held);

    assertThat(agent.readiness(SpotifyClient.id(announced, "episode_uri"))).isEqualTo("READY");
    assertThat(agent.feed(show)).contains("<item>");
  }

  @Test
  void showsListenersNothingOfAShowBeforeTheOwnerApprovedSomethingInIt() throws Exception {
    agent =
        new SpotifyClient(
            served,
            served.tokens.publishing(
                "owner", "stranger", new Terms(List.of(), Optional.empty(), true)));
    String show = SpotifyClient.id(agent.create("Call this number").json(), "show_uri");
    JsonNode announced = agent.announce(show, "Sent", "").json();
    agent.put(announced.path("multipart_upload_urls").path(0).path("signed_url").asText(), "sound");
    while (served.intake().held().isEmpty()) {
      Thread.onSpinWait();
    }
    List<String> places =
        List.of(
            "",
            "feeds.opml",
            "shows/" + agent.shelfName(show) + "/",
            "shows/" + agent.shelfName(show) + "/feed.xml");

    for (String place : places) {
      assertThat(heard(place)).as(place).doesNotContain("Call this number");
    }
    served.intake().approve(served.intake().held().get(0));
    for (String place : places) {
      assertThat(heard(place)).as(place).contains("Call this number");
    }
  }

  private String heard(String place) throws Exception {
    try (Response response = served.get(served.listener() + place, "Accept-Encoding", "identity")) {
      return response.body().string();
    }
  }

  @Test
  void limitsHowManyAreAnnouncedInAnHour() throws Exception {
    String show = SpotifyClient.id(agent.create("One").json(), "show_uri");
    for (int i = 0; i < 30; i++) {
      assertThat(agent.announce(show, "n" + i, "").status()).isEqualTo(201);
    }

    SpotifyClient.Answer one = agent.announce(show, "more", "");

    assertThat(one.status()).isEqualTo(429);
    assertThat(one.json().path("error_code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
  }
}
