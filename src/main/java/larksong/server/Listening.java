package larksong.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.library.Library;
import larksong.library.Positions;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Timeline;
import larksong.library.access.Tokens.Grant;
import larksong.library.feed.Addresses;
import larksong.library.feed.Companions;
import larksong.library.feed.FeedWriter;
import larksong.library.feed.Outlines;
import larksong.library.store.EndedSearchException;
import larksong.model.EditionId;
import larksong.server.Damages.Found;

/** What a listener's token opens: pages, feeds, transcripts and chapters. */
final class Listening {

  private static final String ACCOUNT = "account";
  private static final String TOKEN = "token";
  private static final int LONGEST_SEARCH = 200;

  /** So many searches at once leave the server free for those who listen. */
  private static final int MOST_SEARCHES = 2;

  /** As long as a search may take; others wait so long for a place. */
  private static final int LONGEST_SECONDS = 2;

  private final Supplier<URI> publicUrl;
  private final Gate gate;
  private final Library library;
  private final Feeds feeds;
  private final Upcoming upcoming;
  private final Damages damages;
  private final Semaphore searches = new Semaphore(MOST_SEARCHES);

  Listening(
      Supplier<URI> publicUrl,
      Gate gate,
      Library library,
      Feeds feeds,
      Upcoming upcoming,
      Damages damages) {
    this.damages = damages;
    this.feeds = feeds;
    this.upcoming = upcoming;
    this.publicUrl = publicUrl;
    this.gate = gate;
    this.library = library;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/t/{token}/", guarded(this::libraryPage));
    routes.get("/t/{token}/feed.xml", guarded(this::feedOfAll));
    routes.get("/t/{token}/feeds.opml", guarded(this::outlines));
    routes.get("/t/{token}/shows/{show}/", guarded(this::showPage));
    routes.get("/t/{token}/shows/{show}/feed.xml", guarded(this::feed));
    routes.get("/t/{token}/shows/{show}/{edition}", guarded(this::episodePage));
    routes.get("/t/{token}/media/{file}", guarded(this::companion));
    routes.get("/t/{token}/media/{guid}/{picture}", guarded(this::picture));
    routes.get("/t/{token}/search", guarded(this::searchPage));
    routes.get("/t/{token}/manifest.webmanifest", guarded(Listening::manifest));
    routes.get("/t/{token}/worker.js", guarded(Listening::worker));
    routes.get("/feed.xml", guarded(this::feedOfAll));
    routes.get("/shows/{show}/feed.xml", guarded(this::feed));
    routes.get("/t/{token}/positions/{guid}", guarded(this::tellPosition));
    routes.put("/t/{token}/positions/{guid}", guarded(this::keepPosition));
  }

  /**
   * Lets in who has a token: in the path, or, by a second door for apps that keep a password beside
   * a feed's address, as that password.
   */
  private Handler guarded(Handler handler) {
    return context -> {
      String inPath = context.pathParamMap().get(TOKEN);
      String token = inPath != null ? inPath : password(context);
      Optional<Grant> listener = gate.listener(token);
      if (listener.isPresent()) {
        context.attribute(ACCOUNT, listener.get().account());
        context.attribute(TOKEN, token);
        handler.handle(context);
      } else if (inPath != null) {
        throw new NotFoundResponse();
      } else {
        context.status(401).header("WWW-Authenticate", "Basic realm=\"Larksong\"");
      }
    };
  }

  private static String password(Context context) {
    return Authorization.of(context.header("Authorization"))
        .flatMap(Authorization::password)
        .orElse("");
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
    Map<String, Object> words = shelf(context).show(show, Feeds.page(context.queryParam("page")));
    String feed = addresses(context).feed(show.name());
    words.put("feed", feed);
    words.put("qr", QrCode.svg(feed));
    Pages.show(context, 200, "show", words);
  }

  private void episodePage(Context context) {
    ShelvedShow show = show(context);
    ShelvedEpisode episode =
        EditionId.find(show.name(), context.pathParam("edition"))
            .flatMap(library::find)
            .orElseThrow(NotFoundResponse::new);
    Pages.show(context, 200, "episode", shelf(context).episode(show, episode, seen(episode)));
  }

  /** One that is kept is of a show that is there: whatever becomes of it is another version. */
  private void feed(Context context) {
    int page = Feeds.page(context.queryParam("page"));
    feeds.answer(
        context,
        addresses(context).feed(context.pathParam("show")),
        page,
        library.version(account(context)),
        () -> {
          ShelvedShow show = show(context);
          List<ShelvedEpisode> part =
              library.episodes(show.name(), (page - 1) * Feeds.PAGE, Feeds.PAGE + 1);
          return new FeedWriter(library.identity(publicUrl.get()))
              .write(show, Feeds.shown(part), addresses(context), Feeds.page(page, part));
        });
  }

  private void feedOfAll(Context context) {
    int page = Feeds.page(context.queryParam("page"));
    feeds.answer(
        context,
        addresses(context).feed(),
        page,
        library.version(account(context)),
        () -> {
          List<ShelvedEpisode> part =
              library.latest(account(context), (page - 1) * Feeds.PAGE, Feeds.PAGE + 1);
          return new FeedWriter(library.identity(publicUrl.get()))
              .writeAll(Feeds.shown(part), addresses(context), Feeds.page(page, part));
        });
  }

  /** The feeds of all shows, for an app that takes many at once (OPML 2.0). */
  private void outlines(Context context) {
    Addresses addresses = addresses(context);
    answer(
        context, "text/x-opml; charset=utf-8", Outlines.write(shelf(context).shows(), addresses));
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
          answer(
              context,
              "application/json+chapters",
              Json.write(Companions.chapters(episode, seen(episode), addresses(context))));
      case ".origin.json" ->
          answer(
              context,
              "application/json",
              Json.write(
                  Companions.origin(
                      episode.seal().orElseThrow(NotFoundResponse::new), library.seal())));
      default -> throw new NotFoundResponse();
    }
  }

  private List<Timeline.Companion> seen(ShelvedEpisode episode) {
    return library
        .timeline(episode.guid())
        .map(items -> Timeline.companions(items, episode.duration()))
        .orElse(List.of());
  }

  /** A picture that accompanies an episode; under its hash it never changes. */
  private void picture(Context context) {
    String hash = context.pathParam("picture").replaceFirst("\\.jpg$", "");
    UUID guid = uuid(context.pathParam("guid")).orElseThrow(NotFoundResponse::new);
    Path file = library.picture(account(context), guid, hash).orElseThrow(NotFoundResponse::new);
    byte[] picture;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      picture = in.readAllBytes();
    } catch (NoSuchFileException e) {
      refuse(context, guid, hash, Found.missing());
      return;
    } catch (IOException e) {
      refuse(context, guid, hash, Found.unreadable());
      return;
    }
    if (!Fingerprint.of(picture).equals(hash)) {
      refuse(context, guid, hash, Found.changed());
      return;
    }
    damages.isWhole(hash);
    String etag = '"' + hash + '"';
    context.header("ETag", etag).header("Cache-Control", "private, max-age=31536000, immutable");
    if (Feeds.isKnown(context.header("If-None-Match"), etag)) {
      Feeds.unchanged(context);
    } else {
      context.contentType("image/jpeg").result(picture);
    }
  }

  private void refuse(Context context, UUID guid, String hash, Found found) {
    library
        .find(guid)
        .ifPresent(episode -> damages.log(hash, "picture", episode.edition(), found.words()));
    context.attribute(Damages.TOLD, true);
    context
        .status(found.damage().status())
        .contentType("text/plain")
        .result(found.damage().sentence());
  }

  private void searchPage(Context context) {
    String words = Objects.requireNonNullElse(context.queryParam("q"), "").strip();
    String asked = words.substring(0, Math.min(words.length(), LONGEST_SEARCH));
    if (asked.isEmpty()) {
      Pages.show(context, 200, "search", shelf(context).found(asked, List.of()));
    } else if (takesPlace()) {
      try {
        List<ShelvedEpisode> found = library.search(account(context), asked);
        Pages.show(context, 200, "search", shelf(context).found(asked, found));
      } catch (EndedSearchException e) {
        unanswered(context, asked, e.sentence());
      } finally {
        searches.release();
      }
    } else {
      context.header("Retry-After", String.valueOf(LONGEST_SECONDS));
      unanswered(context, asked, "Others are searching just now. Try again in a few seconds.");
    }
  }

  private boolean takesPlace() {
    try {
      return searches.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void unanswered(Context context, String asked, String reason) {
    Pages.show(context, 503, "search", shelf(context).unanswered(asked, reason));
  }

  private void tellPosition(Context context) {
    Optional<Positions.Position> kept =
        library.positions().of(account(context), episode(context).guid());
    context
        .contentType("application/json")
        .result(kept.isPresent() ? Json.write(kept.get()) : "{}");
  }

  private void keepPosition(Context context) {
    String written = context.body();
    ShelvedEpisode episode = episode(context);
    double length = episode.duration().toMillis() / 1000.0;
    if (!written.matches("\\d{1,6}(?:\\.\\d{1,6})?") || Double.parseDouble(written) > length + 1) {
      throw new BadRequestResponse("Expected seconds within the episode.\n");
    }
    library.positions().keep(account(context), episode.guid(), Double.parseDouble(written));
    context.status(204);
  }

  private ShelvedEpisode episode(Context context) {
    return uuid(context.pathParam("guid"))
        .flatMap(guid -> library.find(account(context), guid))
        .orElseThrow(NotFoundResponse::new);
  }

  /** Makes the library an app of its own on a phone. */
  private static void manifest(Context context) {
    context
        .contentType("application/manifest+json")
        .result(
            Json.write(
                Map.of(
                    "name", "Larksong",
                    "short_name", "Larksong",
                    "start_url", "./",
                    "scope", "./",
                    "display", "standalone",
                    "background_color", "#fdfcf9",
                    "icons",
                        List.of(
                            Map.of(
                                "src", "../../assets/icon.svg",
                                "sizes", "any",
                                "type", "image/svg+xml")))));
  }

  /** Served below the token, because it may rule only what is beside it. */
  private static void worker(Context context) throws IOException {
    Assets.serve(context, "worker.js", "text/javascript; charset=utf-8");
  }

  /** With a strong validator: the same content, the same bytes (RFC 9110 §13.1.2). */
  private static void answer(Context context, String type, String text) {
    String etag = '"' + Fingerprint.of(text).substring(0, 32) + '"';
    context.header("ETag", etag);
    if (Feeds.isKnown(context.header("If-None-Match"), etag)) {
      Feeds.unchanged(context);
      return;
    }
    context.contentType(type).result(text);
  }

  private ShelvedShow show(Context context) {
    return library
        .show(context.pathParam("show"))
        .filter(show -> show.account().equals(account(context)) && !show.waits())
        .orElseThrow(NotFoundResponse::new);
  }

  private Shelf shelf(Context context) {
    return new Shelf(library, account(context), upcoming);
  }

  private static String account(Context context) {
    return Objects.requireNonNull(context.attribute(ACCOUNT));
  }

  private Addresses addresses(Context context) {
    return Addresses.of(publicUrl.get(), Objects.requireNonNull(context.attribute(TOKEN)));
  }

  private static Optional<UUID> uuid(String written) {
    try {
      return Optional.of(UUID.fromString(written));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
