package larksong.server.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import larksong.json.Json;
import larksong.library.Base62;
import larksong.library.Library;
import larksong.library.ListedEpisode;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Tokens.Grant;
import larksong.library.intake.Finishing.UnfitException;
import larksong.library.intake.Intake;
import larksong.library.intake.SentTexts;
import org.jspecify.annotations.Nullable;

/** What all endpoints share: who asks, what they may reach, and how they are answered. */
final class Desk {

  private static final int LARGEST_BODY = 1 << 20;

  /** BCP 47 asks for no more room (RFC 5646 §4.4.1). */
  private static final int LONGEST_LANGUAGE = 35;

  private final Function<@Nullable String, Optional<Grant>> gate;
  private final Library library;
  private final Intake intake;
  private final Limits limits;
  private final Admissions companions;

  /**
   * The desk of a library.
   *
   * @param gate knows the publisher behind an Authorization header
   * @param companions counts what goes with recordings
   */
  Desk(
      Function<@Nullable String, Optional<Grant>> gate,
      Library library,
      Intake intake,
      Limits limits,
      Admissions companions) {
    this.gate = gate;
    this.library = library;
    this.intake = intake;
    this.limits = limits;
    this.companions = companions;
  }

  /** An endpoint for someone who may publish. */
  @FunctionalInterface
  interface Endpoint {
    void answer(Context context, Grant publisher) throws RefusedException, IOException;
  }

  /** Lets in who has a token; a 401 has no body. */
  Handler open(Endpoint endpoint) {
    return context -> {
      Optional<Grant> publisher = gate.apply(context.header("Authorization"));
      if (publisher.isEmpty()) {
        context.status(401);
        return;
      }
      try {
        endpoint.answer(context, publisher.get());
      } catch (RefusedException e) {
        answer(context, e.status(), e.body());
      }
    };
  }

  /** Counts a show, a picture or a timeline of an account that still has room for one. */
  void admit(Context context, Grant publisher) throws RefusedException, IOException {
    companions.admit(context, publisher.account());
    checkRoom(publisher);
  }

  /** All that an account stores counts. */
  void checkRoom(Grant publisher) throws RefusedException, IOException {
    if (intake.room().taken(publisher.account()) >= limits.bytes()) {
      throw RefusedException.full(limits.bytes());
    }
  }

  static void answer(Context context, int status, Object body) {
    context.status(status).contentType("application/json").result(Json.write(body));
  }

  /** The JSON object that was sent. */
  static JsonNode body(Context context) throws RefusedException, IOException {
    byte[] sent = bytes(context, LARGEST_BODY);
    try {
      JsonNode body = Json.tree(new String(sent, StandardCharsets.UTF_8));
      if (body != null && body.isObject()) {
        SentTexts.check(body);
        return body;
      }
    } catch (JsonProcessingException e) {
      throw RefusedException.invalid("Expected JSON.");
    } catch (UnfitException e) {
      throw RefusedException.invalid(String.valueOf(e.getMessage()));
    }
    throw RefusedException.invalid("Expected a JSON object.");
  }

  /** All bytes that were sent, if they are not too many. */
  static byte[] bytes(Context context, int most) throws RefusedException, IOException {
    try (InputStream in = context.bodyInputStream()) {
      byte[] sent = in.readNBytes(most + 1);
      if (sent.length > most) {
        throw RefusedException.tooLarge("Expected at most " + most + " bytes.");
      }
      return sent;
    }
  }

  /** A text of the body that must be there. */
  static String text(JsonNode body, String field, int longest) throws RefusedException {
    String text = body.path(field).asText("").strip();
    if (text.isEmpty() || text.length() > longest) {
      throw RefusedException.invalid(
          "Expected '"
              + field
              + "' with 1 to "
              + longest
              + " characters but was "
              + text.length()
              + ".");
    }
    return text;
  }

  /** A text of the body that may be missing. */
  static String optional(JsonNode body, String field, int longest) throws RefusedException {
    return body.path(field).asText("").isBlank() ? "" : text(body, field, longest);
  }

  /** The language of the body; English without one. */
  static Locale language(JsonNode body) throws RefusedException {
    String tag = body.path("language").asText("en").replace('_', '-');
    if (tag.length() > LONGEST_LANGUAGE) {
      throw RefusedException.invalid(
          "Expected 'language' like en or pt-BR but was " + tag.length() + " characters.");
    }
    Locale language = Locale.forLanguageTag(tag);
    return language.getLanguage().isEmpty() ? Locale.ENGLISH : language;
  }

  /** The picture that the body names by its token, if it names one. */
  Optional<String> picture(JsonNode body, Grant publisher) throws RefusedException {
    String token = body.path("image_token").asText("");
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> picture = intake.pictures().of(publisher.account(), token);
    if (picture.isEmpty()) {
      throw RefusedException.invalid("No picture was sent with this 'image_token'.");
    }
    return picture;
  }

  List<ShelvedShow> shows(Grant publisher) {
    return library.shows(publisher.account()).stream()
        .filter(show -> Reach.sees(publisher, show))
        .toList();
  }

  ShelvedShow show(Grant publisher, String id) throws RefusedException {
    return Base62.guid(id)
        .flatMap(library::show)
        .filter(show -> Reach.sees(publisher, show))
        .orElseThrow(RefusedException::notFound);
  }

  /** A show's uploads that a publisher sees, the oldest first. */
  List<Upload> uploads(Grant publisher, ShelvedShow show) {
    return intake.of(show.name()).stream().filter(upload -> Reach.sees(publisher, upload)).toList();
  }

  /** A show's episodes that nobody sent, if a publisher sees them. */
  List<ListedEpisode> madeHere(Grant publisher, ShelvedShow show) {
    if (!Reach.seesMadeHere(publisher)) {
      return List.of();
    }
    Set<UUID> sent = intake.of(show.name()).stream().map(Upload::guid).collect(Collectors.toSet());
    return library.list(show.name(), 0, Integer.MAX_VALUE).stream()
        .filter(episode -> !sent.contains(episode.guid()))
        .toList();
  }

  /** An upload, or an episode that was made here. */
  Piece piece(Grant publisher, String id) throws RefusedException {
    return Base62.guid(id)
        .map(guid -> new Piece(intake.find(guid), library.find(guid).map(ShelvedEpisode::listed)))
        .filter(found -> isSeen(publisher, found))
        .orElseThrow(RefusedException::notFound);
  }

  private boolean isSeen(Grant publisher, Piece piece) {
    if (piece.upload().isEmpty() && piece.shelved().isEmpty()) {
      return false;
    }
    return library.show(piece.show()).filter(show -> Reach.sees(publisher, show)).isPresent()
        && piece
            .upload()
            .map(upload -> Reach.sees(publisher, upload))
            .orElseGet(() -> Reach.seesMadeHere(publisher));
  }

  /** What the API calls an episode: one that is on the shelf, on its way there, or both. */
  record Piece(Optional<Upload> upload, Optional<ListedEpisode> shelved) {

    String show() {
      return upload.map(Upload::show).orElseGet(() -> shelved.orElseThrow().show());
    }

    String uri() {
      return "spotify:episode:"
          + Base62.of(upload.map(Upload::guid).orElseGet(() -> shelved.orElseThrow().guid()));
    }

    /** READY and FAILED end the client's waiting. */
    String status() {
      return upload
          .map(
              sent ->
                  switch (sent.state()) {
                    case WAITING, HELD -> "NOT_READY";
                    case RECEIVED -> "PROCESSING";
                    case READY -> "READY";
                    case FAILED -> "FAILED";
                  })
          .orElse("READY");
    }
  }
}
