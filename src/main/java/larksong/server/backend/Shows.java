package larksong.server.backend;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.library.Base62;
import larksong.library.Library;
import larksong.library.Notes;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Tokens.Grant;
import larksong.library.deletion.Deletions;
import larksong.library.intake.AnnouncedShows;
import larksong.library.intake.Intake;

/** Shows: list, make, tell, delete. */
final class Shows {

  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_SUMMARY = 4000;

  private final Desk desk;
  private final Library library;
  private final Intake intake;

  Shows(Desk desk, Library library, Intake intake) {
    this.desk = desk;
    this.library = library;
    this.intake = intake;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v1/shows", desk.open(this::list));
    routes.post("/api/v1/shows", desk.open(this::create));
    routes.get("/api/v1/shows/{show}", desk.open(this::tell));
    routes.delete("/api/v1/shows/{show}", desk.open(this::delete));
  }

  /** Oldest first: the client takes the last as its default. */
  private void list(Context context, Grant publisher) {
    List<Map<String, Object>> shows =
        desk.shows(publisher).stream()
            .sorted(Comparator.comparing(ShelvedShow::created))
            .map(show -> inList(publisher, show))
            .toList();
    Desk.answer(context, 200, Map.of("shows", shows));
  }

  private Map<String, Object> inList(Grant publisher, ShelvedShow show) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("show_uri", uri(show));
    entry.put("title", show.title());
    entry.put("language", show.language().toLanguageTag());
    entry.put("created_at", show.created().toString());
    desk.uploads(publisher, show).stream()
        .map(Upload::created)
        .max(Comparator.naturalOrder())
        .ifPresent(last -> entry.put("last_episode_uploaded_at", last.toString()));
    return entry;
  }

  private void create(Context context, Grant publisher) throws RefusedException, IOException {
    if (!publisher.terms().shows().isEmpty()) {
      throw RefusedException.invalid("This token may only publish into shows that it names.");
    }
    JsonNode body = Desk.body(context);
    String summary = Desk.optional(body, "summary", LONGEST_SUMMARY);
    desk.admit(context, publisher);
    if (desk.shows(publisher).size() >= Limits.SHOWS) {
      throw RefusedException.full(
          "This account has " + Limits.SHOWS + " shows, which is all it may have. Delete some.");
    }
    ShelvedShow show =
        new AnnouncedShows(library)
            .announce(
                publisher,
                new AnnouncedShows.Details(
                    Desk.text(body, "title", LONGEST_TITLE),
                    Notes.text(summary),
                    Desk.language(body),
                    desk.picture(body, publisher)));
    Desk.answer(context, 201, Map.of("show_uri", uri(show)));
  }

  private void tell(Context context, Grant publisher) throws RefusedException {
    ShelvedShow show = desk.show(publisher, context.pathParam("show"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("show_uri", uri(show));
    answer.put("id", Base62.of(show.guid()));
    answer.put("title", show.title());
    answer.put("publisher", show.account());
    answer.put("language", show.language().toLanguageTag());
    answer.put("explicit", false);
    answer.put("description", show.description());
    answer.put("total_episodes", total(publisher, show));
    Desk.answer(context, 200, answer);
  }

  /** Of all episodes, those that the publisher sees. */
  private long total(Grant publisher, ShelvedShow show) {
    return Reach.seesMadeHere(publisher)
        ? library.count(show.name())
        : desk.uploads(publisher, show).stream()
            .filter(upload -> upload.state() == Upload.State.READY)
            .count();
  }

  private void delete(Context context, Grant publisher) throws RefusedException, IOException {
    ShelvedShow show = desk.show(publisher, context.pathParam("show"));
    if (Reach.isBoundToWaiting(publisher)) {
      withdraw(show, publisher);
    } else {
      remove(show, publisher);
    }
    context.status(204);
  }

  private void remove(ShelvedShow show, Grant publisher) throws RefusedException, IOException {
    if (!desk.madeHere(publisher, show).isEmpty()) {
      throw RefusedException.madeHere();
    }
    for (Upload upload : intake.of(show.name())) {
      intake.drop(upload);
    }
    new Deletions(library).remove(show);
  }

  /** All of it has to be the publisher's own, and to wait. */
  private void withdraw(ShelvedShow show, Grant publisher) throws RefusedException, IOException {
    List<Upload> uploads = intake.of(show.name());
    boolean own =
        Reach.isOwn(publisher, show)
            && show.waits()
            && uploads.stream().allMatch(upload -> Reach.sees(publisher, upload));
    if (!own) {
      throw RefusedException.decided();
    }
    for (Upload upload : uploads) {
      intake.withdraw(upload);
    }
    if (!new AnnouncedShows(library).withdraw(show)) {
      throw RefusedException.decided();
    }
  }

  static String uri(ShelvedShow show) {
    return "spotify:show:" + Base62.of(show.guid());
  }
}
