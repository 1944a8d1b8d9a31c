package larksong.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import larksong.files.Folders;
import larksong.json.Json;
import larksong.library.Library;
import larksong.library.ReplacedMeanwhileException;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.TakenShowException;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Grant;
import larksong.library.deletion.Deletions;
import larksong.library.feed.Addresses;
import larksong.library.intake.Finishing.UnfitException;
import larksong.library.intake.Intake;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.server.SentEdition.TooLargeException;
import larksong.server.backend.Admissions;
import larksong.server.backend.Backend;
import larksong.server.backend.Limits;
import larksong.server.door.Places;

/**
 * Takes episodes from other Larksongs, by edition: sending one again replaces it.
 *
 * <p>{@code PUT /api/library/shows/SHOW/editions/EDITION} with the parts {@code episode} (JSON),
 * {@code audio}, {@code cover} and {@code transcript}; {@code GET} tells what is there. With {@code
 * If-Match} and its SHA-256, or {@code If-None-Match: *}, it replaces only that.
 *
 * <p>Editions do not wait for anyone's word, so this door is closed to tokens with approval.
 */
final class Uploads {

  private static final String PATH = "/api/library/shows/{show}/editions/{edition}";

  private static final String FULL =
      "this account's episodes fill all the room it may have; delete some";

  private final Path uploads;
  private final Supplier<URI> publicUrl;
  private final Gate gate;
  private final Library library;
  private final Tokens tokens;
  private final Limits limits;
  private final Admissions admissions;
  private final Places places;
  private final Intake intake;
  private final SentEdition sent;

  Uploads(
      LibraryServer.Settings settings,
      Supplier<URI> publicUrl,
      Gate gate,
      LibraryServer.Services services,
      Backend backend) {
    this.uploads = settings.uploads();
    this.publicUrl = publicUrl;
    this.gate = gate;
    this.library = services.library();
    this.tokens = services.tokens();
    this.limits = settings.limits();
    this.admissions = backend.admissions();
    this.places = backend.places();
    this.sent = new SentEdition(services.finishing());
    this.intake = new Intake(services.library());
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH, this::tell);
    routes.put(PATH, this::take);
    routes.delete(PATH, this::remove);
  }

  /** Who asks; else it is refused by now. */
  private Optional<Grant> publisher(Context context) {
    Optional<Grant> publisher = gate.publisher(context.header("Authorization"));
    if (publisher.isEmpty()) {
      refuse(context, 401, "expected a publishing token as 'Authorization: Bearer …'");
    } else if (publisher.get().terms().approval()) {
      refuse(context, 403, "what this token sends waits for approval, which editions cannot");
      return Optional.empty();
    }
    return publisher;
  }

  private void tell(Context context) {
    Optional<Grant> publisher = publisher(context);
    if (publisher.isEmpty()) {
      return;
    }
    Optional<ShelvedEpisode> shelved = shelved(context, publisher.get());
    if (shelved.isEmpty()) {
      refuse(context, 404, "no such edition");
      return;
    }
    answer(context, shelved.get(), publisher.get());
  }

  private Optional<ShelvedEpisode> shelved(Context context, Grant publisher) {
    return library
        .show(context.pathParam("show"))
        .filter(show -> reaches(publisher, show.name(), Optional.of(show)))
        .flatMap(show -> EditionId.find(show.name(), context.pathParam("edition")))
        .flatMap(library::find);
  }

  /** Takes an edition off the shelf again, if it still is the recording that the sender means. */
  private void remove(Context context) throws IOException {
    Optional<Grant> publisher = publisher(context);
    if (publisher.isEmpty()) {
      return;
    }
    Optional<ShelvedEpisode> shelved = shelved(context, publisher.get());
    if (shelved.isEmpty()) {
      refuse(context, 404, "no such edition");
      return;
    }
    if (!('"' + shelved.get().sha256() + '"').equals(context.header("If-Match"))) {
      refuse(context, 412, "expected the edition's ETag as 'If-Match'");
      return;
    }
    new Deletions(library).remove(shelved.get());
    context
        .contentType("application/json")
        .result(Json.write(Map.of("guid", shelved.get().guid())));
  }

  private void take(Context context) throws IOException {
    Optional<Grant> publisher = publisher(context);
    if (publisher.isEmpty()) {
      return;
    }
    String name = context.pathParam("show");
    if (!reaches(publisher.get(), name, library.show(name))) {
      refuse(context, 404, "this token may not publish into such a show");
      return;
    }
    if (!admits(context, publisher.get())) {
      return;
    }
    if (!places.take(publisher.get().account())) {
      context.header("Retry-After", "30");
      refuse(context, 503, "too many recordings of this account arrive at once");
      return;
    }
    try {
      takeFrom(context, publisher.get());
    } finally {
      places.leave(publisher.get().account());
    }
  }

  private void takeFrom(Context context, Grant publisher) throws IOException {
    Path folder = Files.createTempDirectory(uploads, "upload-");
    try {
      Episode episode = sent.receive(context, folder, publisher);
      if (intake.room().taken(publisher.account()) + size(folder) > limits.bytes()) {
        refuse(context, 507, FULL);
        return;
      }
      answer(context, shelved(context, episode, publisher.account()), publisher);
    } catch (ReplacedMeanwhileException e) {
      refuse(context, 412, String.valueOf(e.getMessage()));
    } catch (TakenShowException e) {
      refuse(context, 404, "this token may not publish into such a show");
    } catch (TooLargeException e) {
      refuse(context, 413, String.valueOf(e.getMessage()));
    } catch (UnfitException e) {
      refuse(context, 422, String.valueOf(e.getMessage()));
    } finally {
      Folders.delete(folder);
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Under the sender's condition, if there is one (RFC 9110 §13.1). */
  private ShelvedEpisode shelved(Context context, Episode episode, String account)
      throws IOException {
    String match = context.header("If-Match");
    if (match != null) {
      return library.shelveInPlace(episode, account, Optional.of(match.replace("\"", "")));
    }
    return "*".equals(context.header("If-None-Match"))
        ? library.shelveInPlace(episode, account, Optional.empty())
        : library.shelve(episode, account);
  }

  /** A new show becomes its account's, under a name that nobody else may take. */
  private boolean reaches(Grant publisher, String name, Optional<ShelvedShow> show) {
    String account = publisher.account();
    return publisher.terms().reach(name)
        && show.map(known -> known.account().equals(account))
            .orElseGet(() -> tokens.mayName(account, name));
  }

  /** Within what the account may send, by this door and the publishing API together. */
  private boolean admits(Context context, Grant publisher) throws IOException {
    Optional<Duration> wait = admissions.admit(publisher.account());
    if (wait.isPresent()) {
      context.header("Retry-After", String.valueOf(wait.get().toSeconds()));
      refuse(context, 429, "this account sent too many editions in an hour");
      return false;
    }
    long announced = Math.max(1, context.req().getContentLengthLong());
    if (intake.room().taken(publisher.account()) + announced > limits.bytes()) {
      refuse(context, 507, FULL);
      return false;
    }
    if (library.show(context.pathParam("show")).isEmpty()
        && library.shows(publisher.account()).size() >= Limits.SHOWS) {
      refuse(
          context,
          507,
          "this account has " + Limits.SHOWS + " shows, which is all it may have; delete some");
      return false;
    }
    return true;
  }

  /**
   * The location holds a listening token of the publisher's own, so that it opens; one under any
   * terms gets none, because a listener hears the whole account.
   */
  private void answer(Context context, ShelvedEpisode shelved, Grant publisher) {
    String location =
        tokens
            .companionOf(publisher)
            .map(token -> Addresses.of(publicUrl.get(), token).episode(shelved))
            .orElseGet(() -> publicUrl.get() + "/");
    context
        .header("ETag", '"' + shelved.sha256() + '"')
        .contentType("application/json")
        .result(
            Json.write(
                Map.of(
                    "guid", shelved.guid(),
                    "sha256", shelved.sha256(),
                    "location", location)));
  }

  private static void refuse(Context context, int status, String reason) {
    context
        .status(status)
        .contentType("application/json")
        .result(Json.write(Map.of("error", reason)));
  }
}
