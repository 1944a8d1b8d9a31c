package larksong.publish.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.json.Json;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Show;
import larksong.net.RefusedException;
import larksong.net.Repeated;
import larksong.net.WebException;
import larksong.publish.PublishException;
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
  private static final String STRANGER =
      "what answers there is not a Larksong server. Check url; is a login page or a proxy in"
          + " between? It is tried again";

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

  /**
   * What was sent there.
   *
   * @param sha256 of the MP3 that was sent last
   * @param before SHA-256 of those that may be there still, as what followed was not seen there
   */
  private record Receipt(String sha256, List<String> before) {

    private static final int MOST = 20;

    Receipt {
      before = before == null ? List.of() : List.copyOf(before);
    }

    Receipt then(String next) {
      List<String> all = new ArrayList<>(before);
      all.add(sha256);
      all.remove(next);
      return new Receipt(next, all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    boolean has(String sent) {
      return sha256.equals(sent) || before.contains(sent);
    }
  }

  /**
   * In place of what was seen there, so that a node that was stalled replaces nothing later; then
   * it is looked for.
   */
  @Override
  public Publication publish(Episode episode) throws PublishException {
    Edition edition = episode.edition();
    String sha256 = episode.recording().sha256();
    String before = there(edition).path("sha256").asText();
    Receipt sent = new Receipt(sha256, List.of());
    receipts.write(edition, Json.write(receipt(edition).map(r -> r.then(sha256)).orElse(sent)));
    Request.Builder request = request(edition).put(body(episode));
    if (before.isEmpty()) {
      request.header("If-None-Match", "*");
    } else {
      request.header("If-Match", '"' + before + '"');
    }
    sent(request.build(), true, 200);
    Publication there =
        find(edition, sha256)
            .orElseThrow(
                () ->
                    new PublishException(
                        says(
                            "it took the episode, but does not have it. Is a login page or a proxy"
                                + " in between? It is tried again")));
    receipts.write(edition, Json.write(sent));
    return there;
  }

  /** Only a recording that was sent from here; another there is somebody else's. */
  @Override
  public void withdraw(Show show, Edition edition) throws PublishException {
    Optional<Receipt> receipt = receipt(edition);
    if (receipt.isEmpty()) {
      return;
    }
    String there = there(edition).path("sha256").asText();
    if (receipt.get().has(there)) {
      receipts.checkTurn();
      Request.Builder request = request(edition).delete().header("If-Match", '"' + there + '"');
      sent(request.build(), false, 200, 404, 412);
      if (find(edition, there).isPresent()) {
        throw new PublishException(says("it did not take the edition away. It is tried again"));
      }
    }
  }

  private Optional<Receipt> receipt(Edition edition) throws PublishException {
    try {
      Optional<String> receipt = receipts.read(edition);
      return receipt.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.read(receipt.get(), Receipt.class));
    } catch (JsonProcessingException e) {
      throw new PublishException(says("its receipt cannot be read. Please report it"), e);
    }
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

  /** What is there of an edition; an error's words, if nothing is. */
  private JsonNode there(Edition edition) throws PublishException {
    JsonNode answer = sent(request(edition).get().build(), false, 200, 404);
    if (!answer.path("sha256").isTextual() && !answer.path("error").isTextual()) {
      throw new PublishException(says(STRANGER));
    }
    return answer;
  }

  @Override
  public String examine() throws PublishException {
    Edition none = new Edition("larksong", LocalDateTime.of(2000, 1, 1, 0, 0), ZoneOffset.UTC);
    there(none);
    return url.getHost() + " takes the token";
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    return Optional.of(publication(there(edition))).filter(there -> there.sha256().equals(sha256));
  }

  @Override
  public Set<Edition> lost(Map<Edition, String> there) throws PublishException {
    Set<Edition> lost = new LinkedHashSet<>();
    for (Map.Entry<Edition, String> one : there.entrySet()) {
      if (find(one.getKey(), one.getValue()).isEmpty()) {
        lost.add(one.getKey());
      }
    }
    return lost;
  }

  @Override
  public String address() {
    return url.toString();
  }

  private Publication publication(JsonNode answer) {
    return new Publication(
        target, State.PUBLISHED, answer.path("location").asText(), answer.path("sha256").asText());
  }

  /**
   * The upload's key is the edition, so a request whose answer was lost may simply be repeated.
   *
   * @param carrying whether the request carries an episode
   */
  private JsonNode sent(Request request, boolean carrying, int... expected)
      throws PublishException {
    try (Response response = Repeated.sent(client.get(), request, DEADLINE)) {
      int status = response.code();
      for (int one : expected) {
        if (status == one) {
          return Json.tree(response.peekBody(LARGEST_ANSWER).string());
        }
      }
      if (RefusedException.isForLater(status)) {
        throw RefusedException.later(response);
      }
      throw new RefusedException(RefusedException.help(status, carrying), refusal(status));
    } catch (JsonProcessingException e) {
      throw new PublishException(says(STRANGER), e);
    } catch (RefusedException | WebException e) {
      throw PublishException.of(says(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw new PublishException(
          says(e.getMessage() + ". Check that 'larksong serve' runs there"), e);
    }
  }

  private static String refusal(int status) {
    return switch (status) {
      case 401, 403 ->
          "the token was refused ("
              + status
              + "). Make one there with 'larksong tokens create --publish'";
      case 412 -> "another recording got there meanwhile (412). It is looked at again";
      case 507 -> "it has no room left for this account (507). Make some there";
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
