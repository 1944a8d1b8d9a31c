package larksong.server.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import larksong.json.Json;
import larksong.library.Base62;
import larksong.library.Library;
import larksong.library.ListedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Timeline;
import larksong.library.Upload;
import larksong.library.access.Tokens.Grant;
import larksong.library.intake.Intake;
import larksong.library.intake.SentTexts;
import larksong.library.store.LibraryException;
import larksong.server.backend.Desk.Piece;

/** Timelines: what accompanies an episode in time; the whole is replaced each time. */
final class Timelines {

  private static final String PATH = "/api/v1/shows/{show}/episodes/{episode}/timeline";
  private static final int MOST_ITEMS = 500;
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "chapter",
          List.of("title", "start_time_ms", "description"),
          "image",
          List.of("title", "start_time_ms", "duration_ms", "url", "width", "height"),
          "link",
          List.of("start_time_ms", "duration_ms", "url"),
          "spotify_entity",
          List.of("start_time_ms", "duration_ms", "uri"));
  private static final long CHAPTERS_APART_MS = 5000;
  private static final Pattern ENTITY = Pattern.compile("spotify:[a-z]{1,20}:[A-Za-z0-9]{1,64}");

  /** As long as a recording may be, for one whose length is not known yet. */
  private static final long LONGEST_MS = Duration.ofHours(6).toMillis();

  private static final int MOST_PIXELS = 100_000;
  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_DESCRIPTION = 4_000;

  private final Desk desk;
  private final Library library;
  private final Intake intake;

  Timelines(Desk desk, Library library, Intake intake) {
    this.desk = desk;
    this.library = library;
    this.intake = intake;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH, desk.open(this::tell));
    routes.put(PATH, desk.open(this::replace));
    routes.delete(PATH, desk.open(this::delete));
  }

  private void tell(Context context, Grant publisher) throws RefusedException {
    Piece piece = piece(context, publisher);
    answer(context, library.timeline(guid(piece)).orElse("[]"));
  }

  private void replace(Context context, Grant publisher) throws RefusedException, IOException {
    Piece piece = sent(context, publisher);
    JsonNode items = Desk.body(context).path("items");
    if (!items.isArray() || items.isEmpty() || items.size() > MOST_ITEMS) {
      throw RefusedException.invalid("Expected 'items' with 1 to " + MOST_ITEMS + " items.");
    }
    desk.admit(context, publisher);
    new Rules(publisher, piece.shelved()).check(items);
    String kept = Json.write(withPictures(items, publisher));
    accompany(piece, Optional.of(kept), publisher);
    answer(context, kept);
  }

  /**
   * What each item may say and nothing else. Pictures stay with the episode, whatever becomes of
   * the tokens that they were sent by.
   */
  private List<JsonNode> withPictures(JsonNode items, Grant publisher) throws IOException {
    List<JsonNode> kept = new ArrayList<>();
    for (JsonNode item : items) {
      String kind = item.fieldNames().next();
      ObjectNode fields = item.path(kind).deepCopy();
      String token = fields.path("image_token").asText();
      fields.retain(FIELDS.getOrDefault(kind, List.of()));
      if (kind.equals("image")) {
        String name = intake.pictures().of(publisher.account(), token).orElseThrow();
        fields.put(Timeline.PICTURE, intake.pictures().shelve(name));
      }
      kept.add(JsonNodeFactory.instance.objectNode().set(kind, fields));
    }
    return kept;
  }

  private void delete(Context context, Grant publisher) throws RefusedException, IOException {
    Piece piece = sent(context, publisher);
    accompany(piece, Optional.empty(), publisher);
    context.status(204);
  }

  private void accompany(Piece piece, Optional<String> items, Grant publisher)
      throws RefusedException, IOException {
    if (!Reach.isBoundToWaiting(publisher)) {
      library.accompany(guid(piece), items);
    } else if (!library.accompanyWaiting(guid(piece), items)) {
      throw RefusedException.decided();
    }
  }

  /** What was made here has its own chapters. */
  private Piece sent(Context context, Grant publisher) throws RefusedException {
    Piece piece = piece(context, publisher);
    if (piece.upload().isEmpty()) {
      throw RefusedException.madeHere();
    }
    return piece;
  }

  private Piece piece(Context context, Grant publisher) throws RefusedException {
    ShelvedShow show = desk.show(publisher, context.pathParam("show"));
    Piece piece = desk.piece(publisher, context.pathParam("episode"));
    if (!piece.show().equals(show.name())) {
      throw RefusedException.notFound();
    }
    return piece;
  }

  private static UUID guid(Piece piece) {
    return piece
        .upload()
        .map(Upload::guid)
        .orElseGet(() -> piece.shelved().map(ListedEpisode::guid).orElseThrow());
  }

  /** Each item with an address of its own; a link's address is not told again. */
  private static void answer(Context context, String items) {
    List<JsonNode> told = new ArrayList<>();
    try {
      int number = 0;
      for (JsonNode item : Json.tree(items)) {
        ObjectNode copy = item.deepCopy();
        String id = Base62.of(new UUID(number++, items.hashCode()));
        for (String kind : List.of("chapter", "image", "link", "spotify_entity")) {
          if (copy.path(kind) instanceof ObjectNode fields) {
            fields.remove(kind.equals("link") ? "url" : Timeline.PICTURE);
            fields.set(
                kind.equals("chapter") ? "chapter_uri" : "companion_uri",
                JsonNodeFactory.instance.textNode(
                    "spotify:" + (kind.equals("chapter") ? "chapter" : "companion") + ":" + id));
          }
        }
        told.add(copy);
      }
    } catch (JsonProcessingException e) {
      throw new LibraryException("A timeline in the library is damaged.");
    }
    Desk.answer(context, 200, Map.of("items", told));
  }

  /** What the official service accepts. */
  private final class Rules {

    private final Grant publisher;
    private final long lengthMs;

    Rules(Grant publisher, Optional<ListedEpisode> episode) {
      this.publisher = publisher;
      this.lengthMs = episode.map(shelved -> shelved.duration().toMillis()).orElse(LONGEST_MS);
    }

    /** When a companion is seen; one without a duration is an instant. */
    private record Seen(long from, long until) {}

    void check(JsonNode items) throws RefusedException {
      List<Long> chapters = new ArrayList<>();
      List<Seen> companions = new ArrayList<>();
      for (JsonNode item : items) {
        item(item, chapters, companions);
      }
      chapters(chapters);
      companions.sort(Comparator.comparing(Seen::from));
      for (int i = 1; i < companions.size(); i++) {
        if (companions.get(i).from() < companions.get(i - 1).until()) {
          throw RefusedException.invalid("Pictures, links and entities must not overlap.");
        }
      }
    }

    private void item(JsonNode item, List<Long> chapters, List<Seen> companions)
        throws RefusedException {
      List<String> kinds = new ArrayList<>();
      item.fieldNames().forEachRemaining(kinds::add);
      if (kinds.size() != 1) {
        throw RefusedException.invalid(
            "Expected each item to be one of chapter, image, link and spotify_entity.");
      }
      JsonNode fields = item.path(kinds.get(0));
      long start = milliseconds(fields, "start_time_ms", true);
      if (start >= lengthMs) {
        throw RefusedException.invalid(
            "Expected items to start before the sound ends, at "
                + lengthMs
                + " ms, but one starts at "
                + start
                + ".");
      }
      texts(fields);
      switch (kinds.get(0)) {
        case "chapter" -> {
          Desk.text(fields, "title", LONGEST_TITLE);
          chapters.add(start);
        }
        case "image" -> {
          if (intake
              .pictures()
              .of(publisher.account(), fields.path("image_token").asText(""))
              .isEmpty()) {
            throw RefusedException.invalid("No picture was sent with this 'image_token'.");
          }
          web(fields, false);
          pixels(fields, "width");
          pixels(fields, "height");
          companions.add(new Seen(start, start + milliseconds(fields, "duration_ms", false)));
        }
        case "link" -> {
          web(fields, true);
          companions.add(new Seen(start, start + milliseconds(fields, "duration_ms", false)));
        }
        case "spotify_entity" -> {
          if (!ENTITY.matcher(fields.path("uri").asText("")).matches()) {
            throw RefusedException.invalid("Expected 'uri' like spotify:track:ID.");
          }
          long lasts = fields.has("duration_ms") ? milliseconds(fields, "duration_ms", false) : 0;
          companions.add(new Seen(start, start + lasts));
        }
        default -> throw RefusedException.invalid("Unknown item '" + kinds.get(0) + "'.");
      }
    }

    /** Nothing in an item has parts of its own. */
    private void texts(JsonNode fields) throws RefusedException {
      Desk.optional(fields, "title", LONGEST_TITLE);
      Desk.optional(fields, "description", LONGEST_DESCRIPTION);
      for (JsonNode field : fields) {
        if (field.isContainerNode()) {
          throw RefusedException.invalid("Expected the fields of an item to be texts and numbers.");
        }
      }
    }

    private void web(JsonNode fields, boolean required) throws RefusedException {
      String url = fields.path("url").asText("");
      if ((required || !url.isEmpty()) && !SentTexts.isWebAddress(url)) {
        throw RefusedException.invalid(
            "Expected 'url' with an http or https address of at most 2000 characters.");
      }
    }

    private void pixels(JsonNode fields, String name) throws RefusedException {
      JsonNode value = fields.path(name);
      if (!value.isMissingNode()
          && (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > MOST_PIXELS)) {
        throw RefusedException.invalid(
            "Expected '" + name + "' with 1 to " + MOST_PIXELS + " pixels.");
      }
    }

    private long milliseconds(JsonNode fields, String name, boolean zero) throws RefusedException {
      JsonNode value = fields.path(name);
      boolean within =
          value.isIntegralNumber()
              && value.canConvertToLong()
              && value.longValue() >= (zero ? 0 : 1)
              && value.longValue() <= LONGEST_MS;
      if (!within) {
        throw RefusedException.invalid(
            "Expected '"
                + name
                + "' with whole milliseconds from "
                + (zero ? 0 : 1)
                + " to "
                + LONGEST_MS
                + ".");
      }
      return value.asLong();
    }

    /** Two or more, the first at zero, five seconds apart; the last may be shorter. */
    private void chapters(List<Long> starts) throws RefusedException {
      if (starts.isEmpty()) {
        return;
      }
      boolean first = starts.get(0) == 0;
      boolean apart = true;
      for (int i = 1; i < starts.size(); i++) {
        long gap = starts.get(i) - starts.get(i - 1);
        boolean last = i == starts.size() - 1;
        apart &= gap > 0 && (last || gap >= CHAPTERS_APART_MS);
      }
      if (starts.size() < 2 || !first || !apart) {
        throw RefusedException.invalid(
            "Expected two or more chapters, the first at 0, in order, 5 seconds apart.");
      }
    }
  }
}
