package larksong.publish.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.json.Json;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.net.Repeated;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Uploads episodes to a Larksong server elsewhere. */
public final class RemotePublisher implements Publisher {

  private static final Duration DEADLINE = Duration.ofMinutes(30);
  private static final long LARGEST_ANSWER = 1 << 16;

  private final String target;
  private final URI url;
  private final Secret token;
  private final Supplier<OkHttpClient> client;
  private final Receipts receipts;

  private RemotePublisher(
      String target, URI url, Secret token, Supplier<OkHttpClient> client, Receipts receipts) {
    this.target = target;
    this.url = url;
    this.token = token;
    this.client = client;
    this.receipts = receipts;
  }

  /** Reads {@code url} and {@code token}. */
  public static RemotePublisher of(
      String target, Section section, Supplier<OkHttpClient> client, Receipts receipts) {
    URI url = section.address("url").orElse(URI.create("https://larksong.example.com"));
    if (!section.keys().contains("url")) {
      section.problem("url", "is required; for example https://larksong.example.com");
    }
    String token = section.text("token", "\"${LARKSONG_TOKEN}\"");
    return new RemotePublisher(target, url, new Secret(token), client, receipts);
  }

  @Override
  public String target() {
    return target;
  }

  /** In place of what was seen there, so that a node that was stalled replaces nothing later. */
  @Override
  public Publication publish(Episode episode) throws PublishException {
    String before = there(episode.edition());
    receipts.checkTurn();
    Request.Builder request = request(episode.edition()).put(body(episode));
    if (before.isEmpty()) {
      request.header("If-None-Match", "*");
    } else {
      request.header("If-Match", '"' + before + '"');
    }
    return publication(sent(request.build(), 200));
  }

  private static MultipartBody body(Episode episode) {
    return new MultipartBody.Builder()
        .setType(MultipartBody.FORM)
        .addFormDataPart(
            "episode",
            "episode.json",
            RequestBody.create(Json.write(episode), MediaType.get("application/json")))
        .addFormDataPart("audio", "episode.mp3", file(episode.mp3(), "audio/mpeg"))
        .addFormDataPart("cover", "cover.jpg", file(episode.cover(), "image/jpeg"))
        .addFormDataPart("transcript", "transcript.vtt", file(episode.transcript(), "text/vtt"))
        .build();
  }

  /** The SHA-256 of the MP3 that is there; empty if none is. */
  private String there(Edition edition) throws PublishException {
    return sent(request(edition).get().build(), 200, 404).path("sha256").asText();
  }

  @Override
  public String examine() throws PublishException {
    Edition none = new Edition("larksong", LocalDateTime.of(2000, 1, 1, 0, 0), ZoneOffset.UTC);
    sent(request(none).get().build(), 200, 404);
    return url.getHost() + " takes the token";
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    return Optional.of(publication(sent(request(edition).get().build(), 200, 404)))
        .filter(there -> there.sha256().equals(sha256));
  }

  private Publication publication(JsonNode answer) {
    return new Publication(
        target, State.PUBLISHED, answer.path("location").asText(), answer.path("sha256").asText());
  }

  /** The upload's key is the edition, so a request whose answer was lost may simply be repeated. */
  private JsonNode sent(Request request, int... expected) throws PublishException {
    try (Response response = Repeated.sent(client.get(), request, DEADLINE)) {
      for (int status : expected) {
        if (response.code() == status) {
          return Json.tree(response.peekBody(LARGEST_ANSWER).string());
        }
      }
      throw new PublishException(remedy(response.code()), says(refusal(response.code())));
    } catch (JsonProcessingException e) {
      throw new PublishException(says("what answers there is not a Larksong server"), e);
    } catch (IOException e) {
      throw new PublishException(
          says("there was no answer. Check that 'larksong serve' runs there"), e);
    }
  }

  private static Remedy remedy(int status) {
    return switch (status) {
      case 412, 429 -> Remedy.TIME;
      case 413, 422 -> Remedy.NOTHING;
      default -> Remedy.OWNER;
    };
  }

  private static String refusal(int status) {
    return switch (status) {
      case 401, 403 ->
          "the token was refused ("
              + status
              + "). Make one there with 'larksong tokens create --publish'";
      case 412 -> "another recording got there meanwhile (412). It is looked at again";
      case 413 -> "the episode is too large for it (413)";
      default -> "it refused the episode (" + status + ")";
    };
  }

  private String says(String reason) {
    return "Could not publish to '" + target + "' (" + url.getHost() + "): " + reason + ".";
  }

  private Request.Builder request(Edition edition) {
    HttpUrl address =
        HttpUrl.get(url.toString())
            .newBuilder()
            .addPathSegments("api/library/shows")
            .addPathSegment(edition.show())
            .addPathSegment("editions")
            .addPathSegment(edition.slug())
            .build();
    return new Request.Builder().url(address).header("Authorization", "Bearer " + token.reveal());
  }

  private static RequestBody file(java.nio.file.Path path, String type) {
    return RequestBody.create(path.toFile(), MediaType.get(type));
  }
}
