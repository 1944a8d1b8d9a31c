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
import larksong.net.RefusedException;
import larksong.net.RefusedException.Help;
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

  /** A library of podcasts, and the folder in which new ones are put. */
  record Library(String id, String folder) {}

  /**
   * An episode there, by its file's name.
   *
   * @param bytes of that file; 0 if the server does not say
   */
  record There(String podcast, String id, String file, long bytes) {}

  /** The library of podcasts of a name; without one, the only one. */
  Library library(Optional<String> name) throws IOException {
    List<JsonNode> podcasts = new ArrayList<>();
    for (JsonNode library : list(request("api/libraries"), "libraries")) {
      if (library.path("mediaType").asText().equals("podcast")
          && name.map(wanted -> wanted.equals(library.path("name").asText())).orElse(true)) {
        podcasts.add(library);
      }
    }
    if (podcasts.size() != 1) {
      throw new RefusedException(
          Help.OWNER,
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
  List<There> episodes(Library library, String title) throws IOException {
    List<There> episodes = new ArrayList<>();
    for (JsonNode item : list(request("api/libraries/" + library.id() + "/items"), "results")) {
      if (item.path("media").path("metadata").path("title").asText().equals(title)
          || item.path("relPath").asText().equals(title)) {
        episodes.addAll(
            known(item.path("id").asText())
                .orElseThrow(
                    () ->
                        new IOException(
                            "it lists the podcast, and then answered 404 for it. It is tried"
                                + " again")));
      }
    }
    return episodes;
  }

  /** The episodes of a podcast, by its id; none if it is not there any more. */
  List<There> episodes(String podcast) throws IOException {
    return known(podcast).orElseGet(List::of);
  }

  private Optional<List<There>> known(String podcast) throws IOException {
    List<There> episodes = new ArrayList<>();
    JsonNode whole;
    try (Response response =
        sent(new Request.Builder().url(address("api/items/" + podcast, "expanded", "1")))) {
      if (response.code() == 404) {
        return Optional.empty();
      }
      check(response, false);
      whole = object(response);
    }
    for (JsonNode episode : expected(whole.path("media"), "episodes")) {
      JsonNode file = episode.path("audioFile").path("metadata");
      episodes.add(
          new There(
              podcast,
              episode.path("id").asText(),
              file.path("filename").asText(),
              file.path("size").asLong()));
    }
    return Optional.of(episodes);
  }

  /**
   * Puts an episode's sound and cover into a podcast's folder, in place of one of the same name.
   */
  void upload(Library library, String title, String name, Episode episode) throws IOException {
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
    try (Response response = sent(request("api/upload").post(body))) {
      check(response, true);
      if (response.peekBody(LARGEST_ANSWER).string().stripLeading().startsWith("<")) {
        throw stranger();
      }
    }
  }

  void delete(There episode) throws IOException {
    Request.Builder request =
        new Request.Builder()
            .url(
                address(
                    "api/podcasts/" + episode.podcast() + "/episode/" + episode.id(), "hard", "1"))
            .delete();
    try (Response response = sent(request)) {
      if (response.code() != 404) {
        check(response, false);
      }
    }
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(base.newBuilder().addPathSegments(path).build());
  }

  private HttpUrl address(String path, String key, String value) {
    return base.newBuilder().addPathSegments(path).addQueryParameter(key, value).build();
  }

  private Iterable<JsonNode> list(Request.Builder request, String field) throws IOException {
    try (Response response = sent(request.get())) {
      check(response, false);
      return expected(object(response), field);
    }
  }

  private static JsonNode expected(JsonNode object, String field) throws IOException {
    if (!object.path(field).isArray()) {
      throw stranger();
    }
    return object.path(field);
  }

  private Response sent(Request.Builder request) throws IOException {
    Request authorized = request.header("Authorization", "Bearer " + token.reveal()).build();
    return Repeated.sent(client.get(), authorized, DEADLINE);
  }

  private static JsonNode object(Response response) throws IOException {
    try {
      return Json.tree(response.peekBody(LARGEST_ANSWER).string());
    } catch (JsonProcessingException e) {
      throw (IOException) stranger().initCause(e);
    }
  }

  private static IOException stranger() {
    return new IOException(
        "what answers there is no Audiobookshelf server. Check url; is a login page or a proxy in"
            + " between? It is tried again");
  }

  private static void check(Response response, boolean carrying) throws IOException {
    if (response.isSuccessful()) {
      return;
    }
    int status = response.code();
    if (RefusedException.isForLater(status)) {
      throw RefusedException.later(response);
    }
    throw new RefusedException(
        RefusedException.help(status, carrying),
        switch (status) {
          case 401 -> "it refused the token (401). Make an API key there";
          case 403 -> "the token's user may not upload and delete (403). Allow it there";
          case 413 -> "the episode is too large for it (413). Raise the limit of its proxy";
          default -> "it answered " + status + ". Check url, and what stands before the server";
        });
  }
}
