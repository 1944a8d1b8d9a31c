package larksong.publish.audiobookshelf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.config.Secret;
import larksong.json.Json;
import larksong.model.Episode;
import larksong.net.Repeated;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The calls of an Audiobookshelf server; each may simply be repeated. */
final class Audiobookshelf {

  private static final long LARGEST_ANSWER = 20L << 20;
  private static final Duration DEADLINE = Duration.ofMinutes(30);

  private final HttpUrl base;
  private final Secret token;
  private final Supplier<OkHttpClient> client;

  Audiobookshelf(HttpUrl base, Secret token, Supplier<OkHttpClient> client) {
    this.base = base;
    this.token = token;
    this.client = client;
  }

  /** The server refused; trying again does not help. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** A library of podcasts, and the folder in which new ones are put. */
  record Library(String id, String folder) {}

  /** An episode there, by its file's name. */
  record There(String podcast, String id, String file) {}

  /** The library of podcasts of a name; without one, the only one. */
  Library library(Optional<String> name) throws IOException, RefusedException {
    List<JsonNode> podcasts = new ArrayList<>();
    for (JsonNode library : call(request("api/libraries").get()).path("libraries")) {
      if (library.path("mediaType").asText().equals("podcast")
          && name.map(wanted -> wanted.equals(library.path("name").asText())).orElse(true)) {
        podcasts.add(library);
      }
    }
    if (podcasts.size() != 1) {
      throw new RefusedException(
          "expected one library of podcasts"
              + name.map(wanted -> " called '" + wanted + "'").orElse("")
              + " but there are "
              + podcasts.size()
              + ". Make one there, or name it in the target's library");
    }
    JsonNode library = podcasts.get(0);
    return new Library(
        library.path("id").asText(), library.path("folders").path(0).path("id").asText());
  }

  /** The podcast's episodes that it has found so far. */
  List<There> episodes(Library library, String title) throws IOException, RefusedException {
    List<There> episodes = new ArrayList<>();
    for (JsonNode item :
        call(request("api/libraries/" + library.id() + "/items").get()).path("results")) {
      if (item.path("media").path("metadata").path("title").asText().equals(title)
          || item.path("relPath").asText().equals(title)) {
        String podcast = item.path("id").asText();
        JsonNode whole =
            call(new Request.Builder().url(address("api/items/" + podcast, "expanded", "1")));
        for (JsonNode episode : whole.path("media").path("episodes")) {
          episodes.add(
              new There(
                  podcast,
                  episode.path("id").asText(),
                  episode.path("audioFile").path("metadata").path("filename").asText()));
        }
      }
    }
    return episodes;
  }

  /**
   * Puts an episode's sound and cover into a podcast's folder, in place of one of the same name.
   */
  void upload(Library library, String title, String name, Episode episode)
      throws IOException, RefusedException {
    MultipartBody body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("title", title)
            .addFormDataPart("library", library.id())
            .addFormDataPart("folder", library.folder())
            .addFormDataPart(
                "0", name, RequestBody.create(episode.mp3().toFile(), MediaType.get("audio/mpeg")))
            .addFormDataPart(
                "1",
                "cover.jpg",
                RequestBody.create(episode.cover().toFile(), MediaType.get("image/jpeg")))
            .build();
    call(request("api/upload").post(body));
  }

  void delete(There episode) throws IOException, RefusedException {
    call(
        new Request.Builder()
            .url(
                address(
                    "api/podcasts/" + episode.podcast() + "/episode/" + episode.id(), "hard", "1"))
            .delete());
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(base.newBuilder().addPathSegments(path).build());
  }

  private HttpUrl address(String path, String key, String value) {
    return base.newBuilder().addPathSegments(path).addQueryParameter(key, value).build();
  }

  private JsonNode call(Request.Builder request) throws IOException, RefusedException {
    Request authorized = request.header("Authorization", "Bearer " + token.reveal()).build();
    try (Response response = Repeated.sent(client.get(), authorized, DEADLINE)) {
      if (!response.isSuccessful()) {
        throw new RefusedException(refusal(response.code()));
      }
      return tree(response.peekBody(LARGEST_ANSWER).string());
    }
  }

  /** An upload is answered with a word. */
  private static JsonNode tree(String text) throws IOException {
    try {
      return Json.tree(text.startsWith("{") ? text : "{}");
    } catch (JsonProcessingException e) {
      throw new IOException("what answers there is no Audiobookshelf server", e);
    }
  }

  private static String refusal(int status) {
    return switch (status) {
      case 401 -> "it refused the token (401). Make an API key there";
      case 403 -> "the token's user may not upload and delete (403). Allow it there";
      default -> "it answered " + status;
    };
  }
}
