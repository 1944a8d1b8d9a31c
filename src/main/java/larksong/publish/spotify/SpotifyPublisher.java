package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
import larksong.publish.spotify.Receipt.Step;
import larksong.publish.spotify.SaveToSpotify.Announced;
import larksong.publish.spotify.SaveToSpotify.Listed;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Puts episodes into a show of Save to Spotify, each exactly once. */
public final class SpotifyPublisher implements Publisher {

  private static final URI OFFICIAL = URI.create("https://saveto.spotify.com");
  private static final int UPLOADS = 3;

  /** The service's clock may be so far from ours. */
  private static final Duration SKEW = Duration.ofMinutes(10);

  private final String target;
  private final String show;
  private final SaveToSpotify service;
  private final Receipts receipts;
  private final Clock clock;

  private SpotifyPublisher(
      String target, String show, SaveToSpotify service, Receipts receipts, Clock clock) {
    this.target = target;
    this.show = show;
    this.service = service;
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * Reads {@code show} (its id), {@code url} of another server that speaks alike, and how to sign
   * in: {@code token}, or the files of the official client's sign-in.
   */
  public static SpotifyPublisher of(
      String target,
      Section section,
      Supplier<OkHttpClient> client,
      Receipts receipts,
      Clock clock) {
    String show = section.text("show").orElse("unknown").replaceFirst("^spotify:show:", "");
    if (!section.keys().contains("show")) {
      section.problem("show", "is required: the id of a show of yours at Spotify");
    } else if (!show.matches("[A-Za-z0-9._~-]+")) {
      section.problem("show", "expected a show's id but was '" + show + "'");
    }
    HttpUrl base = HttpUrl.get(section.address("url").orElse(OFFICIAL).toString());
    SignIn signIn = SignIn.of(target, section, client, clock);
    return new SpotifyPublisher(
        target, show, new SaveToSpotify(base, signIn, client), receipts, clock);
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
      throw refused(e);
    } catch (IOException e) {
      throw new PublishException(says(e.getMessage() + ". It is tried again"), e);
    }
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
      if (kept.get().step() == Step.ANNOUNCED) {
        service.delete(kept.get().episode()); // it has no sound
      } else {
        replaces = kept.get().episode();
      }
    }
    Receipt first = Receipt.of(sha256, episode.title(), clock.instant(), replaces, rejected);
    return keep(episode.edition(), first);
  }

  /** What an announcement whose answer was lost left behind has no sound, and goes first. */
  private Receipt announce(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    sweep(receipt);
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
    for (Listed listed : service.episodes(show)) {
      boolean ours =
          listed.title().equals(receipt.title())
              && listed.created().isAfter(receipt.since().minus(SKEW))
              && !receipts.mention(listed.id());
      if (ours && !listed.status().equals("READY")) {
        service.delete(listed.id());
      }
    }
  }

  /** To the same address until it has all; what it will not take begins again. */
  private Receipt send(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    IOException last = new IOException("no attempt was made");
    for (int attempt = 0; attempt < UPLOADS; attempt++) {
      try {
        service.send(receipt.address(), episode.mp3());
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
      keep(episode.edition(), receipt.refused());
      service.delete(receipt.episode());
      throw rejected();
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

  /** Chapters and links; doing it again changes nothing. */
  private void accompany(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    List<Map<String, Object>> items = new Description(episode).timeline();
    if (!items.isEmpty() && !service.hasTimeline(show, receipt.episode())) {
      service.putTimeline(show, receipt.episode(), items);
    }
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

  private Optional<Receipt> kept(Edition edition) {
    try {
      Optional<String> receipt = receipts.read(edition);
      return receipt.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.read(receipt.get(), Receipt.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The receipt of '" + edition + "' is damaged", e);
    }
  }

  private Receipt keep(Edition edition, Receipt receipt) {
    receipts.write(edition, Json.write(receipt));
    return receipt;
  }

  private PublishException rejected() {
    return new PublishException(
        Remedy.NOTHING,
        says("it could not use the recording, which stays in the library. The next edition goes"));
  }

  private PublishException refused(Refusal refusal) {
    if (refusal.isFull()) {
      return new PublishException(
          Remedy.OWNER,
          says("its show is full. Delete episodes there, or name another show in the target"));
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
