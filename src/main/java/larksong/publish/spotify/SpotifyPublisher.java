package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import larksong.config.Section;
import larksong.json.Json;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import larksong.publish.Reencoder;
import larksong.publish.spotify.Receipt.Step;
import larksong.publish.spotify.SaveToSpotify.Announced;
import larksong.publish.spotify.SaveToSpotify.Listed;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Puts episodes into a show of Save to Spotify, each exactly once. */
public final class SpotifyPublisher implements Publisher {

  private static final URI OFFICIAL = URI.create("https://saveto.spotify.com");
  private static final int UPLOADS = 3;

  /** How many episodes a show holds, as its users tell. */
  private static final int CAPACITY = 60;

  private final String target;
  private final Shelf shelf;
  private final WhenFull whenFull;
  private final SignIn signIn;
  private final SaveToSpotify service;
  private final Outside outside;

  /** What becomes of an episode when its show is full. */
  private enum WhenFull {
    WAIT,
    NEW_SHOW,
    DELETE_OLDEST
  }

  private SpotifyPublisher(
      String target,
      Shelf shelf,
      WhenFull whenFull,
      SignIn signIn,
      SaveToSpotify service,
      Outside outside) {
    this.target = target;
    this.shelf = shelf;
    this.whenFull = whenFull;
    this.signIn = signIn;
    this.service = service;
    this.outside = outside;
  }

  /** What it uses beside its section. */
  public record Outside(
      Supplier<OkHttpClient> client, Receipts receipts, Reencoder reencoder, Clock clock) {}

  /**
   * Reads {@code show} (its id), {@code when-full}, {@code url} of another server that speaks
   * alike, and how to sign in: {@code token}, or the files of a sign-in.
   */
  public static SpotifyPublisher of(String target, Section section, Outside outside) {
    String show = section.text("show").orElse("unknown").replaceFirst("^spotify:show:", "");
    if (!section.keys().contains("show")) {
      section.problem("show", "is required: the id of a show of yours at Spotify");
    } else if (!show.matches("[A-Za-z0-9._~-]+")) {
      section.problem("show", "expected a show's id but was '" + show + "'");
    }
    HttpUrl base = HttpUrl.get(section.address("url").orElse(OFFICIAL).toString());
    SignIn signIn = SignIn.of(target, section, outside.client(), outside.clock());
    SaveToSpotify service = new SaveToSpotify(base, signIn, outside.client());
    String whenFull =
        section.choice("when-full", "wait", List.of("wait", "new-show", "delete-oldest"));
    return new SpotifyPublisher(
        target,
        new Shelf(show, service, outside.receipts(), outside.clock()),
        WhenFull.valueOf(whenFull.toUpperCase(Locale.ROOT).replace('-', '_')),
        signIn,
        service,
        outside);
  }

  /** Signs the owner in for this target. */
  public Login login() {
    return Login.to(signIn.account(), outside.client(), outside.clock());
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public Publication publish(Episode episode) throws PublishException {
    try {
      Receipt receipt = begun(episode);
      if (receipt.step() == Step.ANNOUNCING) {
        receipt = announce(receipt, episode);
      }
      if (receipt.step() == Step.ANNOUNCED) {
        receipt = send(receipt, episode);
      }
      return receipt.step() == Step.SENT ? settle(receipt, episode) : there(receipt);
    } catch (Refusal e) {
      if (e.isFull() && whenFull != WhenFull.WAIT) {
        throw madeRoom(episode);
      }
      throw refused(e);
    } catch (IOException e) {
      throw passing(e);
    }
  }

  private PublishException passing(IOException failure) {
    return new PublishException(says(failure.getMessage() + ". It is tried again"), failure);
  }

  /** By the owner's rule; the episode goes at the next attempt, which is at once. */
  private PublishException madeRoom(Episode episode) throws PublishException {
    try {
      if (service.episodes(shelf.current()).isEmpty()) {
        return full(); // another show would be as full
      }
      if (whenFull == WhenFull.NEW_SHOW) {
        shelf.extend(episode.show());
        return new PublishException(says("its show is full. It goes on in another"), Duration.ZERO);
      }
      Optional<Listed> oldest = oldest();
      if (oldest.isEmpty()) {
        return full();
      }
      service.delete(oldest.get().id());
      return new PublishException(
          says("its show was full. The oldest episode is deleted"), Duration.ZERO);
    } catch (Refusal e) {
      return refused(e);
    } catch (IOException e) {
      return passing(e);
    }
  }

  /** Of those that were sent from here; what else the owner has there stays. */
  private Optional<Listed> oldest() throws Refusal, IOException, PublishException {
    return service.episodes(shelf.current()).stream()
        .filter(listed -> outside.receipts().mention(listed.id()))
        .min(Comparator.comparing(Listed::created));
  }

  /** Where an earlier attempt was, or the beginning; other bytes begin anew. */
  private Receipt begun(Episode episode) throws Refusal, IOException, PublishException {
    Optional<Receipt> kept = kept(episode.edition());
    String sha256 = episode.recording().sha256();
    List<String> rejected = kept.map(Receipt::rejected).orElse(List.of());
    if (rejected.contains(sha256)) {
      throw rejected();
    }
    if (kept.isPresent() && kept.get().sha256().equals(sha256)) {
      return kept.get();
    }
    String replaces = kept.map(Receipt::replaces).orElse("");
    if (kept.isPresent() && !kept.get().episode().isEmpty()) {
      boolean unfinished =
          kept.get().step() == Step.ANNOUNCED // it has no sound
              || (kept.get().step() == Step.SENT && !replaces.isEmpty()); // the old one still plays
      if (unfinished) {
        service.delete(kept.get().episode());
      } else {
        replaces = kept.get().episode();
      }
    }
    Receipt first =
        Receipt.of(sha256, episode.title(), outside.clock().instant(), replaces, rejected);
    return keep(episode.edition(), first);
  }

  /** What an announcement whose answer was lost left behind has no sound, and goes first. */
  private Receipt announce(Receipt before, Episode episode)
      throws Refusal, IOException, PublishException {
    sweep(before);
    String show = shelf.current();
    Receipt receipt = keep(episode.edition(), before.in(show));
    Description description = new Description(episode);
    Announced announced =
        service.announce(
            show,
            episode.title(),
            description.notes(),
            episode.show().language().toLanguageTag(),
            service.picture(episode.cover()));
    return keep(episode.edition(), receipt.announced(announced.id(), announced.address()));
  }

  /** Deletes what is announced under the edition's title, has no sound and stands in no receipt. */
  private void sweep(Receipt receipt) throws Refusal, IOException, PublishException {
    for (Listed listed : service.episodes(show(receipt))) {
      boolean ours =
          listed.isOf(receipt.title(), receipt.since()) && !outside.receipts().mention(listed.id());
      if (ours && !listed.status().equals("READY")) {
        service.delete(listed.id());
      }
    }
  }

  /** To the same address until it has all; what it will not take begins again. */
  private Receipt send(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    IOException last = new IOException("no attempt was made");
    Path mp3 = receipt.anew() ? outside.reencoder().again(episode) : episode.mp3();
    for (int attempt = 0; attempt < UPLOADS; attempt++) {
      try {
        service.send(receipt.address(), mp3);
        return keep(episode.edition(), receipt.at(Step.SENT));
      } catch (IOException e) {
        last = e;
      } catch (Refusal e) {
        return afterRefusal(receipt, episode.edition());
      }
    }
    if (hasSound(receipt)) {
      return keep(episode.edition(), receipt.at(Step.SENT));
    }
    throw last;
  }

  /**
   * The address works once: a refusal may mean that the bytes are there and the answer was lost.
   */
  private Receipt afterRefusal(Receipt receipt, Edition edition)
      throws Refusal, IOException, PublishException {
    if (hasSound(receipt)) {
      return keep(edition, receipt.at(Step.SENT));
    }
    service.delete(receipt.episode());
    keep(edition, receipt.again());
    throw new PublishException(says("it did not take the recording. It is announced again"));
  }

  private boolean hasSound(Receipt receipt) throws Refusal, IOException, PublishException {
    try {
      return !service.readiness(receipt.episode()).equals("NOT_READY");
    } catch (Refusal e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  private Publication settle(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    String readiness = service.readiness(receipt.episode());
    if (readiness.equals("FAILED")) {
      keep(episode.edition(), receipt.anew() ? receipt.refused() : receipt.encodedAnew());
      service.delete(receipt.episode());
      throw receipt.anew()
          ? rejected()
          : new PublishException(
              says("it could not use the recording. It is encoded anew and sent once more"),
              Duration.ZERO);
    }
    accompany(receipt, episode);
    if (!readiness.equals("READY")) {
      return new Publication(target, State.SENT, "", receipt.sha256());
    }
    if (!receipt.replaces().isEmpty()) {
      service.delete(receipt.replaces());
    }
    sweep(receipt);
    return there(keep(episode.edition(), receipt.at(Step.READY)));
  }

  /** Chapters, links and a picture; doing it again changes nothing. */
  private void accompany(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    Description description = new Description(episode);
    String show = show(receipt);
    if (description.hasTimeline() && !service.hasTimeline(show, receipt.episode())) {
      service.putTimeline(show, receipt.episode(), description.timeline(sent(episode.cover())));
    }
  }

  /** For each use anew, as the service wants it; none if the file is no picture. */
  private Optional<Description.Picture> sent(Path cover)
      throws Refusal, IOException, PublishException {
    BufferedImage picture = ImageIO.read(cover.toFile());
    return picture == null
        ? Optional.empty()
        : Optional.of(
            new Description.Picture(
                service.picture(cover), picture.getWidth(), picture.getHeight()));
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) {
    return kept(edition)
        .filter(receipt -> receipt.step() == Step.READY && receipt.sha256().equals(sha256))
        .map(this::there);
  }

  private Publication there(Receipt receipt) {
    return new Publication(
        target,
        State.PUBLISHED,
        "https://open.spotify.com/episode/" + receipt.episode(),
        receipt.sha256());
  }

  private String show(Receipt receipt) {
    return receipt.show().isEmpty() ? shelf.current() : receipt.show();
  }

  /** The sign-in, the show, and how many more episodes it takes. */
  @Override
  public String examine() throws PublishException {
    String signedIn = signIn.examine();
    try {
      int episodes = service.episodes(shelf.current()).size();
      if (episodes >= CAPACITY && whenFull == WhenFull.WAIT) {
        throw full();
      }
      return signedIn + ", " + episodes + " of " + CAPACITY + " episodes";
    } catch (Refusal e) {
      throw refused(e);
    } catch (IOException e) {
      throw passing(e);
    }
  }

  private Optional<Receipt> kept(Edition edition) {
    try {
      Optional<String> receipt = outside.receipts().read(edition);
      return receipt.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.read(receipt.get(), Receipt.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The receipt of '" + edition + "' is damaged", e);
    }
  }

  private Receipt keep(Edition edition, Receipt receipt) {
    outside.receipts().write(edition, Json.write(receipt));
    return receipt;
  }

  private PublishException rejected() {
    return new PublishException(
        Remedy.NOTHING,
        says("it could not use the recording, which stays in the library. The next edition goes"));
  }

  private PublishException full() {
    return new PublishException(
        Remedy.OWNER,
        says("its show is full. Delete episodes there, name another show, or set when-full"));
  }

  private PublishException refused(Refusal refusal) {
    if (refusal.isFull()) {
      return full();
    }
    return switch (refusal.status()) {
      case 401, 403 ->
          new PublishException(
              Remedy.OWNER, says("it refused the sign-in. Sign in again, or check the token"));
      case 404 ->
          new PublishException(
              Remedy.OWNER, says("it does not know the show or the episode. Check the show's id"));
      case 429 ->
          new PublishException(
              says("it asks to come later"), refusal.asked().orElse(Duration.ofMinutes(5)));
      default -> new PublishException(Remedy.OWNER, says(String.valueOf(refusal.getMessage())));
    };
  }

  private String says(String reason) {
    return "Could not publish to '" + target + "': " + reason + ".";
  }
}
