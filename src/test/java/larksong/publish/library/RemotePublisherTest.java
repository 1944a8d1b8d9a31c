package larksong.publish.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import larksong.config.Sections;
import larksong.library.Episodes;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.net.Http;
import larksong.publish.FaultyAnswers;
import larksong.publish.FaultyLine;
import larksong.publish.Forwarded;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemotePublisherTest extends LibraryPublisherContract {

  @Override
  protected Publisher publisher() {
    return publisher(served.tokens.publishing("laptop"));
  }

  @Test
  void saysWhatToDoWhenTheTokenIsRefused() {
    assertThatThrownBy(() -> publisher("canary").publish(episode("ID3 a sound")))
        .isInstanceOf(PublishException.class)
        .hasMessage(
            "Could not publish to 'attic' (127.0.0.1): the token was refused (401). Make one there"
                + " with 'larksong tokens create --publish'.");
  }

  @Test
  void cannotBringAnythingButNotesOntoAPage() throws Exception {
    Episode sent = episode("ID3 a sound");
    Episode hostile =
        new Episode(
            sent.edition(),
            sent.show(),
            sent.title(),
            sent.summary(),
            "<p onclick='x()'>Notes <a href='javascript:x()'>link</a></p><script>x()</script><form>",
            sent.recording(),
            sent.provenance(),
            sent.folder(),
            sent.told(),
            sent.opening(),
            sent.level());

    publisher().publish(hostile);

    assertThat(served.library.episodes("morning").get(0).notes())
        .contains("<p>Notes <a>link</a></p>")
        .doesNotContain("script")
        .doesNotContain("form");
  }

  @Test
  void isRefusedWhenTheSoundIsNotWhatItSays() throws Exception {
    Episode episode = episode("ID3 a sound");
    Files.writeString(episode.mp3(), "ID3 another");

    assertThatThrownBy(() -> publisher().publish(episode)).hasMessageContaining("(422)");
    Files.writeString(episode.mp3(), "<html>");
    assertThatThrownBy(() -> publisher().publish(episode)).hasMessageContaining("(422)");

    assertThat(served.library.shows()).isEmpty();
    try (Stream<java.nio.file.Path> left = Files.list(folder.resolve("home/uploads"))) {
      assertThat(left.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void replacesNothingThatAnotherNodeSentWhileItWasStalled() throws Exception {
    Episode others = Episodes.of(folder.resolve("other"), Fixtures.EDITION, SOUND + " by another");
    AtomicBoolean stalled = new AtomicBoolean();
    OkHttpClient late =
        Http.withoutCache()
            .client()
            .newBuilder()
            .addInterceptor(
                chain -> {
                  if (chain.request().method().equals("PUT") && !stalled.getAndSet(true)) {
                    send(others);
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    Publisher ours = publisher(served.tokens.publishing("laptop"), late);
    Episode episode = episode(SOUND);

    assertThatThrownBy(() -> ours.publish(episode)).hasMessageContaining("(412)");
    assertThat(audible()).containsExactly(SOUND + " by another");
    ours.publish(episode);
    assertThat(audible()).containsExactly(SOUND);
    stalled.set(false);
    assertThatThrownBy(() -> ours.publish(episode(SOUND + " made again")))
        .hasMessageContaining("(412)");
    assertThat(audible()).containsExactly(SOUND + " by another");
  }

  @Test
  void takesAwayOnlyTheRecordingThatItSent() throws Exception {
    Publisher ours = publisher();
    Episode sent = episode(SOUND);
    ours.publish(sent);
    send(episode(SOUND + " by another"));

    ours.withdraw(sent.show(), sent.edition());
    assertThat(audible()).containsExactly(SOUND + " by another");
    ours.publish(episode(SOUND));
    ours.withdraw(sent.show(), sent.edition());
    ours.withdraw(sent.show(), sent.edition());

    assertThat(audible()).isEmpty();
    assertThat(ours.lost(Map.of(sent.edition(), sent.recording().sha256())))
        .containsExactly(sent.edition());
  }

  static Stream<Arguments> faults() {
    return FaultyAnswers.at("GET .*", "PUT .*", "DELETE .*");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void hasEachEditionOnceWhateverItAnswers(String asked, FaultyAnswers answer) throws Exception {
    MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
    String token = served.tokens.publishing("laptop");
    try (FaultyLine line = new FaultyLine(folder.resolve("line"), clock, this::forwarded)) {
      line.hold(
          receipts ->
              RemotePublisher.of(
                  line.target(),
                  Sections.of(folder, "{ url: \"" + line.url() + "\", token: " + token + " }"),
                  line::client,
                  receipts),
          asked,
          answer,
          this::audible);
    }
  }

  /** What the server behind the line answers. */
  private MockResponse forwarded(RecordedRequest request) {
    return Forwarded.to(
        served.url().toString().replaceFirst("/$", ""), request, Http.withoutCache().client());
  }

  private void send(Episode episode) throws IOException {
    try {
      publisher().publish(episode);
    } catch (PublishException e) {
      throw new IOException(e);
    }
  }

  private Publisher publisher(String token) {
    return publisher(token, Http.withoutCache().client());
  }

  private Publisher publisher(String token, OkHttpClient client) {
    return RemotePublisher.of(
        "attic",
        Sections.of(folder, "{ url: \"" + served.url() + "\", token: " + token + " }"),
        () -> client,
        new KeptInMemory());
  }
}
