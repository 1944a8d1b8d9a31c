package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larksong.library.Base62;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.access.Tokens.Terms;
import larksong.library.intake.AnnouncedShows;
import larksong.model.Fixtures;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who has no token, or one that is none any more, gets nothing by any route that there is. */
@Timeout(120)
class StrangersTest {

  /** What anybody may see: nothing of what is in the library. */
  private static final Set<String> FOR_ALL =
      Set.of("/", "/health", "/ready", "/openapi.json", "/robots.txt");

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private Served served;
  private ShelvedEpisode episode;
  private ShelvedShow talks;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    episode = served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "sound"));
    talks =
        new AnnouncedShows(served.library)
            .announce(
                "owner", new AnnouncedShows.Details("Talks", "", Locale.ENGLISH, Optional.empty()));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void getNothingWithoutAToken() throws Exception {
    assertThat(answered("x".repeat(43), "")).isEmpty();
  }

  @Test
  void getNothingByTokensThatWereRevoked() throws Exception {
    String listener = served.tokens.listening("lost");
    String publisher = served.tokens.publishing("owner", "gone", Terms.NONE);
    served.tokens.revoke("lost");
    served.tokens.revoke("gone");

    assertThat(answered(listener, publisher)).isEmpty();
  }

  @Test
  void getNothingByATokenOfTheOtherKind() throws Exception {
    String ofAListener = served.tokens.listening("phone");
    String ofAPublisher = served.tokens.publishing("owner", "agent", Terms.NONE);

    assertThat(answered(/* listener= */ ofAPublisher, /* publisher= */ ofAListener)).isEmpty();
  }

  /** Routes that give something, or do something, with what each said. */
  private List<String> answered(String listener, String publisher) throws Exception {
    List<String> answered = new ArrayList<>();
    List<String> routes =
        served.server.routes().stream()
            .filter(route -> !route.matches("[A-Z]+ /assets/.*"))
            .filter(route -> !FOR_ALL.contains(route.replaceFirst("[A-Z]+ ", "")))
            .toList();
    assertThat(routes).hasSizeGreaterThan(30);
    for (String route : routes) {
      String[] parts = route.split(" ", 2);
      try (Response response = asked(parts[0], path(parts[1], listener), publisher)) {
        String text = response.body().string();
        boolean asksWho = text.contains("action=\"/studio/sign-in\"");
        if (!(asksWho || Set.of(401, 403, 404).contains(response.code()))
            || text.contains(episode.title())
            || text.contains(talks.title())) {
          answered.add(route + ": " + response.code());
        }
      }
    }
    return answered;
  }

  private String path(String route, String listener) {
    Map<String, String> values =
        Map.of(
            "{token}",
            listener,
            "{guid}",
            episode.guid().toString(),
            "{file}",
            episode.guid() + ".mp3",
            "{edition}",
            episode.slug(),
            "{episode}",
            Base62.of(episode.guid()),
            "{show}",
            route.startsWith("/api/v1") ? Base62.of(talks.guid()) : "morning",
            "{secret}",
            "none",
            "{id}",
            "none");
    String path = route;
    for (Map.Entry<String, String> value : values.entrySet()) {
      path = path.replace(value.getKey(), value.getValue());
    }
    return path;
  }

  private Response asked(String method, String path, String publisher) throws Exception {
    boolean form = path.startsWith("/studio/");
    boolean sends = method.equals("PUT") || method.equals("POST");
    Request.Builder request =
        new Request.Builder()
            .url(served.url() + path)
            .method(
                method,
                sends
                    ? RequestBody.create(
                        form ? "form=x&account=owner&password=x" : "{\"title\":\"A\"}",
                        MediaType.get(
                            form ? "application/x-www-form-urlencoded" : "application/json"))
                    : null)
            .header("Cookie", "larksong_studio=" + publisher);
    if (!publisher.isEmpty()) {
      request.header("Authorization", "Bearer " + publisher);
    }
    return client.newCall(request.build()).execute();
  }
}
