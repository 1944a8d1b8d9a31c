package larksong.server.backend;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import larksong.library.Base62;
import larksong.library.ListedEpisode;
import larksong.library.Notes;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Tokens.Grant;
import larksong.library.intake.Finishing;
import larksong.library.intake.Finishing.UnfitException;
import larksong.library.intake.Intake;
import larksong.server.backend.Desk.Piece;

/** Episodes: announce, list, tell whether they are ready, delete; and their pictures. */
final class Episodes {

  private static final int LONGEST_TITLE = 1000;
  private static final int LONGEST_SUMMARY = 4000;
  private static final int LARGEST_PICTURE = 1 << 20;
  private static final List<String> MEDIA = List.of("EPISODE_AUDIO", "EPISODE_VIDEO");

  private final Desk desk;
  private final Intake intake;
  private final Finishing finishing;
  private final Supplier<URI> publicUrl;
  private final Admissions admissions;

  /** Unpacking a picture takes memory. */
  private final Semaphore painters = new Semaphore(2);

  Episodes(
      Desk desk,
      Intake intake,
      Finishing finishing,
      Supplier<URI> publicUrl,
      Admissions admissions) {
    this.desk = desk;
    this.intake = intake;
    this.finishing = finishing;
    this.publicUrl = publicUrl;
    this.admissions = admissions;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/shows/{show}/episodes", desk.open(this::list));
    routes.post("/api/v1/shows/{show}/episodes", desk.open(this::announce));
    routes.get("/api/v1/episodes/{episode}/readiness", desk.open(this::readiness));
    routes.delete("/api/v1/episodes/{episode}", desk.open(this::delete));
    routes.post("/api/v1/images", desk.open(this::picture));
  }

  private void list(Context context, Grant publisher) throws RefusedException {
    ShelvedShow show = desk.show(publisher, context.pathParam("show"));
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Upload upload : desk.uploads(publisher, show)) {
      entries.add(
          entry(
              new Piece(Optional.of(upload), Optional.empty()),
              upload.details().title(),
              upload.details().language().toLanguageTag(),
              upload.details().video(),
              upload.created()));
    }
    for (ListedEpisode episode : desk.madeHere(publisher, show)) {
      entries.add(
          entry(
              new Piece(Optional.empty(), Optional.of(episode)),
              episode.title(),
              show.language().toLanguageTag(),
              false,
              episode.published()));
    }
    entries.sort(Comparator.comparing(entry -> String.valueOf(entry.get("created_at"))));
    Desk.answer(context, 200, Map.of("episodes", entries));
  }

  private static Map<String, Object> entry(
      Piece piece, String title, String language, boolean video, Instant created) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("episode_uri", piece.uri());
    entry.put("title", title);
    entry.put("language", language);
    entry.put("media_type", video ? "EPISODE_VIDEO" : "EPISODE_AUDIO");
    entry.put("status", piece.status());
    entry.put("created_at", created.toString());
    return entry;
  }

  /** The size is not said, so there is always one part; nothing is called when it is sent. */
  private void announce(Context context, Grant publisher) throws RefusedException, IOException {
    ShelvedShow show = desk.show(publisher, context.pathParam("show"));
    JsonNode body = Desk.body(context);
    String media = body.path("media_type").asText(MEDIA.get(0));
    if (!MEDIA.contains(media)) {
      throw RefusedException.invalid("Expected 'media_type' " + String.join(" or ", MEDIA) + ".");
    }
    String summary = Desk.optional(body, "summary", LONGEST_SUMMARY);
    Upload.Details details =
        new Upload.Details(
            Desk.text(body, "title", LONGEST_TITLE),
            Notes.text(summary),
            Notes.html(summary),
            Desk.language(body),
            media.equals("EPISODE_VIDEO"));
    Optional<String> picture = desk.picture(body, publisher);
    admissions.admit(context, publisher.account());
    desk.checkRoom(publisher);
    Intake.Opened opened = intake.open(publisher, show, details, picture);
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("signed_url", publicUrl.get() + Arrivals.PATH + opened.secret());
    part.put("part_number", 1);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("episode_uri", "spotify:episode:" + Base62.of(opened.upload().guid()));
    answer.put("cus_object_id", Base62.of(opened.upload().guid()));
    answer.put("multipart_upload_urls", List.of(part));
    answer.put("status", "PROCESSING");
    Desk.answer(context, 201, answer);
  }

  private void readiness(Context context, Grant publisher) throws RefusedException {
    Piece piece = desk.piece(publisher, context.pathParam("episode"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("episode_uri", piece.uri());
    answer.put("readiness", piece.status());
    piece.upload().flatMap(Upload::reason).ifPresent(reason -> answer.put("reason", reason));
    Desk.answer(context, 200, answer);
  }

  private void delete(Context context, Grant publisher) throws RefusedException, IOException {
    Piece piece = desk.piece(publisher, context.pathParam("episode"));
    if (piece.upload().isEmpty()) {
      throw RefusedException.madeHere();
    }
    Upload upload = piece.upload().get();
    if (!Reach.isBoundToWaiting(publisher)) {
      intake.drop(upload);
    } else if (!intake.withdraw(upload)) {
      throw RefusedException.decided();
    }
    context.status(204);
  }

  private void picture(Context context, Grant publisher) throws RefusedException, IOException {
    byte[] sent = Desk.bytes(context, LARGEST_PICTURE);
    desk.admit(context, publisher);
    if (!painters.tryAcquire()) {
      throw RefusedException.busy("Too many pictures at once. Try again.");
    }
    try {
      String token = intake.pictures().keep(publisher.account(), finishing.picture(sent));
      Desk.answer(context, 201, Map.of("upload_token", token));
    } catch (UnfitException e) {
      throw RefusedException.invalid(String.valueOf(e.getMessage()));
    } finally {
      painters.release();
    }
  }
}
