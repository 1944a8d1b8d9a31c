package larksong.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.library.Addresses;
import larksong.library.FeedWriter;
import larksong.library.Library;
import larksong.library.Outlines;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Tokens.Grant;

/** What a listener's token opens: pages, feeds, transcripts and chapters. */
final class Listening {

  private static final String ACCOUNT = "account";

  private final Supplier<URI> publicUrl;
  private final Gate gate;
  private final Library library;
  private final Feeds feeds = new Feeds();

  Listening(Supplier<URI> publicUrl, Gate gate, Library library) {
    this.publicUrl = publicUrl;
    this.gate = gate;
    this.library = library;
  }

  void addTo(RoutesConfig routes) {
    both(routes, "/t/{token}/", this::libraryPage);
    both(routes, "/t/{token}/feed.xml", this::feedOfAll);
    both(routes, "/t/{token}/feeds.opml", this::outlines);
    both(routes, "/t/{token}/shows/{show}/", this::showPage);
    both(routes, "/t/{token}/shows/{show}/feed.xml", this::feed);
    both(routes, "/t/{token}/shows/{show}/{edition}", this::episodePage);
    both(routes, "/t/{token}/media/{file}", this::companion);
  }

  /** HEAD is GET; the server leaves the body out. */
  private void both(RoutesConfig routes, String path, Handler handler) {
    Handler guarded =
        context -> {
          Grant listener =
              gate.listener(context.pathParam("token")).orElseThrow(NotFoundResponse::new);
          context.attribute(ACCOUNT, listener.account());
          handler.handle(context);
        };
    routes.get(path, guarded);
    routes.head(path, guarded);
  }

  private void libraryPage(Context context) {
    if (isFolder(context)) {
      Pages.show(context, 200, "library", shelf(context).library());
    }
  }

  /** Relative links need the slash; without it the listener is sent there. */
  private static boolean isFolder(Context context) {
    boolean folder = context.path().endsWith("/");
    if (!folder) {
      String last = context.path().replaceFirst(".*/", "");
      context.redirect(last + "/", HttpStatus.MOVED_PERMANENTLY);
    }
    return folder;
  }

  private void showPage(Context context) {
    ShelvedShow show = show(context);
    if (!isFolder(context)) {
      return;
    }
    Map<String, Object> words = shelf(context).show(show);
    words.put("feed", addresses(context).feed(show.name()));
    Pages.show(context, 200, "show", words);
  }

  private void episodePage(Context context) {
    ShelvedShow show = show(context);
    String edition = context.pathParam("edition");
    ShelvedEpisode episode =
        library.episodes(show.name()).stream()
            .filter(candidate -> candidate.slug().equals(edition))
            .findFirst()
            .orElseThrow(NotFoundResponse::new);
    Pages.show(context, 200, "episode", shelf(context).episode(show, episode));
  }

  private void feed(Context context) {
    ShelvedShow show = show(context);
    int page = page(context);
    feeds.answer(
        context,
        library.version(show.account()),
        () -> {
          List<ShelvedEpisode> part =
              library.episodes(show.name(), (page - 1) * Feeds.PAGE, Feeds.PAGE + 1);
          return new FeedWriter(library.identity(publicUrl.get()))
              .write(show, Feeds.shown(part), addresses(context), Feeds.page(page, part));
        });
  }

  private void feedOfAll(Context context) {
    int page = page(context);
    feeds.answer(
        context,
        library.version(account(context)),
        () -> {
          List<ShelvedEpisode> part =
              library.latest(account(context), (page - 1) * Feeds.PAGE, Feeds.PAGE + 1);
          return new FeedWriter(library.identity(publicUrl.get()))
              .writeAll(Feeds.shown(part), addresses(context), Feeds.page(page, part));
        });
  }

  /** From 1; what is no number is the first. */
  private static int page(Context context) {
    String written = Objects.requireNonNullElse(context.queryParam("page"), "1");
    return written.matches("[1-9]\\d{0,4}") ? Integer.parseInt(written) : 1;
  }

  /** The feeds of all shows, for an app that takes many at once (OPML 2.0). */
  private void outlines(Context context) {
    Addresses addresses = addresses(context);
    answer(
        context,
        "text/x-opml; charset=utf-8",
        Outlines.write(library.shows(account(context)), addresses));
  }

  /** Transcripts and chapters; sound and covers are served in front of this. */
  private void companion(Context context) {
    String file = context.pathParam("file");
    int dot = file.indexOf('.');
    ShelvedEpisode episode =
        uuid(file.substring(0, Math.max(0, dot)))
            .flatMap(guid -> library.find(account(context), guid))
            .orElseThrow(NotFoundResponse::new);
    context.header("Access-Control-Allow-Origin", "*");
    switch (file.substring(dot)) {
      case ".vtt" -> answer(context, "text/vtt; charset=utf-8", episode.transcript());
      case ".transcript.json" ->
          answer(context, "application/json", Json.write(Companions.transcript(episode)));
      case ".chapters.json" ->
          answer(context, "application/json+chapters", Json.write(Companions.chapters(episode)));
      default -> throw new NotFoundResponse();
    }
  }

  /** With a strong validator: the same content, the same bytes (RFC 9110 §13.1.2). */
  private static void answer(Context context, String type, String text) {
    String etag = '"' + Fingerprint.of(text).substring(0, 32) + '"';
    context.header("ETag", etag);
    String known = context.header("If-None-Match");
    if (known != null && (known.trim().equals("*") || known.contains(etag))) {
      context.status(304);
      return;
    }
    context.contentType(type).result(text);
  }

  private ShelvedShow show(Context context) {
    return library
        .show(context.pathParam("show"))
        .filter(show -> show.account().equals(account(context)))
        .orElseThrow(NotFoundResponse::new);
  }

  private Shelf shelf(Context context) {
    return new Shelf(library, account(context));
  }

  private static String account(Context context) {
    return Objects.requireNonNull(context.attribute(ACCOUNT));
  }

  private Addresses addresses(Context context) {
    return Addresses.of(publicUrl.get(), context.pathParam("token"));
  }

  private static Optional<UUID> uuid(String written) {
    try {
      return Optional.of(UUID.fromString(written));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The JSON forms of what accompanies an episode. */
  private static final class Companions {

    /** JSON chapters, version 1.2.0 (Podcasting 2.0). */
    static Map<String, Object> chapters(ShelvedEpisode episode) {
      List<Map<String, Object>> chapters =
          episode.chapters().stream()
              .map(
                  chapter -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("startTime", chapter.start().toMillis() / 1000.0);
                    entry.put("title", chapter.title());
                    chapter.link().ifPresent(link -> entry.put("url", link.toString()));
                    return entry;
                  })
              .toList();
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("version", "1.2.0");
      document.put("chapters", chapters);
      return document;
    }

    static Map<String, Object> transcript(ShelvedEpisode episode) {
      List<Map<String, Object>> segments =
          episode.cues().stream()
              .map(
                  cue -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("speaker", cue.speaker());
                    entry.put("startTime", cue.start().toMillis() / 1000.0);
                    entry.put("endTime", cue.end().toMillis() / 1000.0);
                    entry.put("body", cue.text());
                    return entry;
                  })
              .toList();
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("version", "1.0.0");
      document.put("segments", segments);
      return document;
    }
  }
}
