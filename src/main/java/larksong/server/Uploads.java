package larksong.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.PrivateFiles;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.library.Addresses;
import larksong.library.Intake;
import larksong.library.Library;
import larksong.library.Notes;
import larksong.library.ReplacedMeanwhileException;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.TakenShowException;
import larksong.library.Tokens;
import larksong.library.Tokens.Grant;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Recording;
import larksong.server.backend.Admissions;
import larksong.server.backend.Limits;

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
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final byte[] ID3 = {'I', 'D', '3'};
  private static final byte[] WEBVTT = {'W', 'E', 'B', 'V', 'T', 'T'};

  private final Path uploads;
  private final Supplier<URI> publicUrl;
  private final Gate gate;
  private final Library library;
  private final Tokens tokens;
  private final Limits limits;
  private final Admissions admissions;
  private final Intake intake;

  Uploads(
      LibraryServer.Settings settings,
      Supplier<URI> publicUrl,
      Gate gate,
      LibraryServer.Services services,
      Admissions admissions) {
    this.uploads = settings.uploads();
    this.publicUrl = publicUrl;
    this.gate = gate;
    this.library = services.library();
    this.tokens = services.tokens();
    this.limits = settings.limits();
    this.admissions = admissions;
    this.intake = services.library().intake(settings.uploads());
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
    library.remove(shelved.get());
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
    Path folder = Files.createTempDirectory(uploads, "upload-");
    try {
      Episode episode = received(context, folder, publisher.get());
      answer(context, shelved(context, episode, publisher.get().account()), publisher.get());
    } catch (ReplacedMeanwhileException e) {
      refuse(context, 412, String.valueOf(e.getMessage()));
    } catch (TakenShowException e) {
      refuse(context, 404, "this token may not publish into such a show");
    } catch (RefusedException e) {
      refuse(context, 422, String.valueOf(e.getMessage()));
    } finally {
      Folders.delete(folder);
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

  /**
   * A new show becomes its account's; whoever is not the owner puts their account's name in front,
   * so that nobody takes the name of a show that the owner has not made yet.
   */
  private static boolean reaches(Grant publisher, String name, Optional<ShelvedShow> show) {
    String account = publisher.account();
    return publisher.terms().reach(name)
        && show.map(known -> known.account().equals(account))
            .orElse(account.equals(Tokens.OWNER) || name.startsWith(account + "-"));
  }

  /** Within what the account may send, by this door and the publishing API together. */
  private boolean admits(Context context, Grant publisher) throws IOException {
    Optional<Duration> wait = admissions.admit(publisher.account());
    if (wait.isPresent()) {
      context.header("Retry-After", String.valueOf(wait.get().toSeconds()));
      refuse(context, 429, "this account sent too many editions in an hour");
      return false;
    }
    if (intake.bytes(publisher.account()) >= limits.bytes()) {
      refuse(context, 507, "this account's episodes fill all the room it may have");
      return false;
    }
    return true;
  }

  /** What was sent is no episode. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  private static Episode received(Context context, Path folder, Grant publisher)
      throws IOException, RefusedException {
    Episode sent = episode(context);
    Recording recording = sent.recording();
    Path mp3 = saved(context, "audio", ID3, folder.resolve("episode.mp3"));
    saved(context, "cover", JPEG, folder.resolve("cover.jpg"));
    saved(context, "transcript", WEBVTT, folder.resolve("transcript.vtt"));
    if (Files.size(mp3) != recording.bytes() || !Fingerprint.of(mp3).equals(recording.sha256())) {
      throw new RefusedException("the audio is not the one that 'episode' describes");
    }
    return new Episode(
        sent.edition(),
        sent.show(),
        sent.title(),
        sent.summary(),
        Notes.html(sent.notes()),
        new Recording(
            "episode.mp3",
            "transcript.vtt",
            "cover.jpg",
            recording.duration(),
            recording.bytes(),
            recording.sha256(),
            recording.loudness(),
            recording.chapters(),
            recording.cues()),
        sent.provenance().saidBy(publisher.name()),
        folder,
        sent.told(),
        sent.opening());
  }

  private static Episode episode(Context context) throws IOException, RefusedException {
    try (InputStream in = part(context, "episode").content()) {
      Episode episode =
          Json.read(
              new String(in.readNBytes(8 << 20), java.nio.charset.StandardCharsets.UTF_8),
              Episode.class);
      if (!episode.show().name().equals(context.pathParam("show"))
          || !episode.edition().show().equals(context.pathParam("show"))
          || !episode.edition().slug().equals(context.pathParam("edition"))) {
        throw new RefusedException("'episode' is of another show or edition than the address");
      }
      return episode;
    } catch (JsonProcessingException e) {
      throw new RefusedException("'episode' is not the JSON of an episode");
    }
  }

  private static UploadedFile part(Context context, String name) throws RefusedException {
    UploadedFile part = context.uploadedFile(name);
    if (part == null) {
      throw new RefusedException("expected a part '" + name + "'");
    }
    return part;
  }

  /** Saves a part whose content begins as its kind does. */
  private static Path saved(Context context, String name, byte[] beginning, Path file)
      throws IOException, RefusedException {
    try (InputStream in = part(context, name).content()) {
      PrivateFiles.make(file);
      WholeFile.fill(file, in);
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(beginning.length);
    }
    if (!java.util.Arrays.equals(head, beginning)) {
      throw new RefusedException("the part '" + name + "' is not what it should be");
    }
    return file;
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
