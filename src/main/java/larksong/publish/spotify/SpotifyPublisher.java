package larksong.publish.spotify;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import larksong.publish.Reencoder;
import larksong.publish.spotify.Receipt.Step;
import larksong.publish.spotify.Receipt.Tries;
import larksong.publish.spotify.SaveToSpotify.Listed;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Puts episodes into a show of Save to Spotify, each exactly once. */
public final class SpotifyPublisher implements Publisher {

  private static final URI OFFICIAL = URI.create("https://saveto.spotify.com");
  private static final int UPLOADS = 3;

  /** A recording that so many addresses in a row refused will not do. */
  private static final int ADDRESSES = 3;

  private static final Duration LONGEST_WORK = Duration.ofDays(1);

  /** How many episodes a show holds, as its users tell. */
  private static final int CAPACITY = 60;

  private final String target;
  private final Shelf shelf;
  private final WhenFull whenFull;
  private final SignIn signIn;
  private final SaveToSpotify service;
  private final Outside outside;
  private final Said said;
  private final Announcer announcer;

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
    this.said = new Said(target);
    this.announcer = new Announcer(service, outside.receipts(), outside.clock(), said);
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
    SaveToSpotify service = new SaveToSpotify(base, signIn, outside.client(), outside.clock());
    String whenFull =
        section.choice("when-full", "wait", List.of("wait", "new-show", "delete-oldest"));
    return new SpotifyPublisher(
        target,
        new Shelf(show, service, outside.receipts()),
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
        receipt = announcer.announce(receipt, shelf.current(), episode, keeping(episode));
      }
      if (receipt.step() == Step.ANNOUNCED) {
        receipt = send(receipt, episode);
      }
      return settle(receipt, episode);
    } catch (Refusal e) {
      throw failed(e, episode);
    } catch (IOException e) {
      throw said.passing(e, "");
    }
  }

  private Announcer.Keep keeping(Episode episode) {
    return receipt -> keep(episode.edition(), receipt);
  }

  /** What refuses an edition for as long as this steps aside for the others. */
  private PublishException failed(Refusal refusal, Episode episode) throws PublishException {
    Optional<Receipt> kept = kept(episode.edition());
    if (refusal.isFull()) {
      return kept.isPresent() && emptied(kept.get(), episode)
          ? said.atOnce("its show was full. What was announced there in vain is gone")
          : madeRoom(episode);
    }
    if (kept.isEmpty() || refusal.isOfSender() || refusal.status() == 404) {
      return said.refused(refusal);
    }
    Receipt receipt = kept.get();
    return receipt.step() != Step.ANNOUNCING
            && receipt.isOlder(Announcer.PATIENCE, outside.clock().instant())
        ? said.untilRetried(
            "it says nothing of the episode: " + refusal.getMessage(), episode.edition())
        : said.refused(refusal);
  }

  /** Whether any of this edition's ended that has no sound, and would have it by now. */
  private boolean emptied(Receipt receipt, Episode episode) throws PublishException {
    try {
      boolean old = !receipt.since().plus(Announcer.PATIENCE).isAfter(outside.clock().instant());
      Receipt cleared = old ? announcer.cleared(receipt) : announcer.withoutLeftovers(receipt);
      keep(episode.edition(), cleared);
      return cleared.leftovers().size() < receipt.leftovers().size()
          || cleared.lost() < receipt.lost();
    } catch (Refusal e) {
      throw said.refused(e);
    } catch (IOException e) {
      throw said.passing(e, "");
    }
  }

  /** By the owner's rule; the episode goes at the next attempt, which is at once. */
  private PublishException madeRoom(Episode episode) throws PublishException {
    try {
      if (whenFull == WhenFull.WAIT || service.list(shelf.current()).episodes().isEmpty()) {
        return said.full(); // another show would be as full as one that is empty
      }
      if (whenFull == WhenFull.NEW_SHOW) {
        shelf.extend(episode.show());
        return said.atOnce("its show is full. It goes on in another");
      }
      Optional<Listed> oldest = oldest();
      if (oldest.isEmpty()) {
        return said.full();
      }
      service.delete(oldest.get().id());
      return said.atOnce("its show was full. The oldest episode is deleted");
    } catch (Refusal e) {
      return said.refused(e);
    } catch (IOException e) {
      return said.passing(e, "");
    }
  }

  /** Of those that were sent from here; what else the owner has there stays. */
  private Optional<Listed> oldest() throws Refusal, IOException, PublishException {
    return service.list(shelf.current()).episodes().stream()
        .filter(listed -> !listed.isSilent() && outside.receipts().mention(listed.id()))
        .min(Comparator.comparing(Listed::created));
  }

  /** Where an earlier attempt was, or the beginning; other bytes begin anew. */
  private Receipt begun(Episode episode) throws PublishException {
    Optional<Receipt> kept = kept(episode.edition());
    String sha256 = episode.recording().sha256();
    Instant now = outside.clock().instant();
    if (kept.isEmpty()) {
      return keep(episode.edition(), Receipt.of(sha256, episode.title(), now));
    }
    if (kept.get().rejected().contains(sha256)) {
      throw said.rejected();
    }
    return kept.get().sha256().equals(sha256)
        ? kept.get()
        : keep(episode.edition(), kept.get().inPlace(sha256, episode.title(), now));
  }

  /** To the same address until it has all; what it will not take begins again. */
  private Receipt send(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    IOException last = new IOException("no attempt was made");
    Path mp3 = receipt.anew() ? encodedAnew(episode) : episode.mp3();
    for (int attempt = 0; attempt < UPLOADS; attempt++) {
      try {
        service.send(receipt.address(), mp3);
        return sent(receipt, episode);
      } catch (IOException e) {
        last = e;
      } catch (Refusal e) {
        return afterRefusal(e, receipt, episode);
      }
    }
    if (hasSound(receipt)) {
      return sent(receipt, episode);
    }
    if (receipt.isOlder(Announcer.PATIENCE, outside.clock().instant())) {
      keep(episode.edition(), receipt.again(receipt.tries(), outside.clock().instant()));
    }
    throw last;
  }

  private Path encodedAnew(Episode episode) throws PublishException {
    try {
      return outside.reencoder().again(episode);
    } catch (IOException e) {
      PublishException failure =
          said.passing("the recording could not be encoded anew. It is tried again");
      failure.initCause(e);
      throw failure;
    }
  }

  private Receipt sent(Receipt receipt, Episode episode) {
    return keep(episode.edition(), receipt.at(Step.SENT, outside.clock().instant()));
  }

  /**
   * The address works once: a refusal may mean that the bytes are there and the answer was lost.
   */
  private Receipt afterRefusal(Refusal refusal, Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    if (refusal.status() == 429) {
      throw refusal;
    }
    if (hasSound(receipt)) {
      return sent(receipt, episode);
    }
    Tries tries = receipt.refusedOnce();
    keep(episode.edition(), receipt.again(tries, outside.clock().instant()));
    if (refusal.status() == 413 || tries.refused() % ADDRESSES == 0) {
      throw said.untilRetried(
          "it does not take the recording: " + refusal.getMessage(), episode.edition());
    }
    throw said.passing("it did not take the recording. It is announced again");
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
    String readiness;
    try {
      readiness = service.readiness(receipt.episode());
    } catch (Refusal e) {
      if (e.status() == 404) {
        return missing(receipt, episode);
      }
      return believed(receipt, e);
    } catch (IOException e) {
      return believed(receipt, e);
    }
    return switch (readiness) {
      case "READY" -> ready(receipt, episode);
      case "FAILED" -> throw unusable(receipt, episode);
      default -> {
        if (receipt.step() == Step.READY) {
          yield there(receipt);
        }
        yield readiness.equals("NOT_READY") ? silent(receipt, episode) : working(receipt, episode);
      }
    };
  }

  /** What was there once is there, unless the service says otherwise. */
  private <E extends Exception> Publication believed(Receipt receipt, E failure) throws E {
    if (receipt.step() != Step.READY) {
      throw failure;
    }
    return there(receipt);
  }

  private Publication ready(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    accompany(receipt, episode);
    if (!receipt.replaces().isEmpty()) {
      replace(receipt, episode.edition());
    }
    Receipt cleared = announcer.cleared(receipt);
    outside.reencoder().done(episode);
    return there(
        receipt.step() == Step.READY && cleared.equals(receipt) && !receipt.tries().wanted()
            ? receipt
            : keep(episode.edition(), cleared.ready(outside.clock().instant())));
  }

  /** Ends what it replaces; for how long that may be refused counts from the first time. */
  private void replace(Receipt receipt, Edition edition)
      throws Refusal, IOException, PublishException {
    try {
      service.delete(receipt.replaces());
    } catch (Refusal e) {
      Instant now = outside.clock().instant();
      if (!e.isOfSender() && receipt.step() == Step.HEARD) {
        if (receipt.isOlder(Announcer.PATIENCE, now)) {
          throw said.heardTwice(e, edition);
        }
      } else if (!e.isOfSender()) {
        keep(edition, receipt.at(Step.HEARD, now));
      }
      throw e;
    }
  }

  private PublishException unusable(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    Instant now = outside.clock().instant();
    Receipt after = receipt.anew() ? receipt.refused(now) : receipt.encodedAnew(now);
    keep(episode.edition(), after);
    keep(episode.edition(), announcer.withoutLeftovers(after));
    if (receipt.anew()) {
      outside.reencoder().done(episode);
    }
    return receipt.anew()
        ? said.rejected()
        : said.atOnce("it could not use the recording. It is encoded anew and sent once more");
  }

  /** For how long counts from the first look that saw it: nobody may have looked for a week. */
  private Publication working(Receipt before, Episode episode)
      throws Refusal, IOException, PublishException {
    Instant now = outside.clock().instant();
    Receipt receipt =
        before.step() == Step.SENT ? keep(episode.edition(), before.at(Step.TAKEN, now)) : before;
    if (receipt.isOlder(LONGEST_WORK, now)) {
      if (!receipt.tries().wanted()) {
        throw said.untilRetried(
            "it has been making the episode ready for more than a day. Look at the show there",
            episode.edition());
      }
      keep(episode.edition(), receipt.again(Tries.NONE, now));
      throw said.atOnce("it was at work for more than a day. The recording is sent again");
    }
    accompany(receipt, episode);
    return waiting(receipt, episode);
  }

  private Publication waiting(Receipt receipt, Episode episode) {
    Instant now = outside.clock().instant();
    if (receipt.at().isAfter(now)) {
      keep(episode.edition(), receipt.at(receipt.step(), now)); // the clock was set back
    }
    return new Publication(target, State.SENT, "", receipt.sha256());
  }

  /** An upload was answered and the recording is not there: something else may have answered. */
  private Publication silent(Receipt receipt, Episode episode) throws PublishException {
    Instant now = outside.clock().instant();
    if (!receipt.isOlder(Announcer.PATIENCE, now)) {
      return waiting(receipt, episode);
    }
    if (receipt.tries().resent()) {
      throw said.untilRetried(
          "the recording did not arrive there, though it was sent twice. Check the network",
          episode.edition());
    }
    keep(episode.edition(), receipt.again(receipt.resent(), now));
    throw said.atOnce(
        "an hour after it was sent, the recording is not there. It is announced and sent again");
  }

  /** One that was deleted there by hand goes again only if the owner says so. */
  private Publication missing(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    if (isListed(receipt)) {
      throw said.passing("it lists the episode and does not know it. It is tried again");
    }
    if (!receipt.tries().wanted()) {
      throw said.untilRetried("the episode is no longer there", episode.edition());
    }
    keep(episode.edition(), receipt.again(Tries.NONE, outside.clock().instant()));
    return publish(episode);
  }

  private boolean isListed(Receipt receipt) throws Refusal, IOException, PublishException {
    return service.list(receipt.show()).episodes().stream()
        .anyMatch(listed -> listed.id().equals(receipt.episode()));
  }

  /** Chapters, links and a picture; doing it again changes nothing. The sound goes before them. */
  private void accompany(Receipt receipt, Episode episode)
      throws Refusal, IOException, PublishException {
    try {
      Description description = new Description(episode);
      if (description.hasTimeline() && !service.hasTimeline(receipt.show(), receipt.episode())) {
        service.putTimeline(
            receipt.show(), receipt.episode(), description.timeline(sent(episode.cover())));
      }
    } catch (Refusal e) {
      if (e.isOfSender()) {
        throw e;
      }
    } catch (IOException e) {
      if (!receipt.isOlder(Announcer.PATIENCE, outside.clock().instant())) {
        throw e;
      }
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
  public void retry(Edition edition) {
    kept(edition).ifPresent(receipt -> keep(edition, receipt.wanted(outside.clock().instant())));
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) {
    return kept(edition)
        .filter(receipt -> receipt.step() == Step.READY && receipt.sha256().equals(sha256))
        .filter(receipt -> !isGone(receipt))
        .map(this::there);
  }

  /** Only if the service answers, and twice says so. */
  private boolean isGone(Receipt receipt) {
    try {
      service.readiness(receipt.episode());
      return false;
    } catch (Refusal e) {
      return e.status() == 404 && isUnlisted(receipt);
    } catch (IOException | PublishException e) {
      return false;
    }
  }

  private boolean isUnlisted(Receipt receipt) {
    try {
      return !isListed(receipt);
    } catch (Refusal | IOException | PublishException e) {
      return false;
    }
  }

  private Publication there(Receipt receipt) {
    return new Publication(
        target,
        State.PUBLISHED,
        "https://open.spotify.com/episode/" + receipt.episode(),
        receipt.sha256());
  }

  /** The service and the show there; whoever is signed in, and wherever their files lie. */
  @Override
  public String address() {
    return service.address() + " " + shelf.named();
  }

  /** The sign-in, the show, how many more episodes it takes, and what nobody may delete. */
  @Override
  public String examine() throws PublishException {
    String signedIn = signIn.examine();
    try {
      List<Listed> episodes = service.list(shelf.current()).episodes();
      if (episodes.size() >= CAPACITY && whenFull == WhenFull.WAIT) {
        throw said.full();
      }
      long strange =
          episodes.stream()
              .filter(listed -> listed.isSilent() && !outside.receipts().mention(listed.id()))
              .count();
      return signedIn
          + ", "
          + episodes.size()
          + " of "
          + CAPACITY
          + " episodes"
          + (strange == 0
              ? ""
              : ", "
                  + strange
                  + " of them without sound and not known to be of this home: delete them there if"
                  + " nobody is sending them");
    } catch (Refusal e) {
      throw said.refused(e);
    } catch (IOException e) {
      throw said.passing(e, "");
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
}
