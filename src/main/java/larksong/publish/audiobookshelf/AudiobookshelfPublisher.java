package larksong.publish.audiobookshelf;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.json.Json;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Show;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import larksong.publish.audiobookshelf.Audiobookshelf.Library;
import larksong.publish.audiobookshelf.Audiobookshelf.There;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Puts episodes into a podcast of an Audiobookshelf server: each show is one. */
public final class AudiobookshelfPublisher implements Publisher {

  private static final int HASH = 12;

  /** A name that {@link #file} gives. */
  private static final Pattern SENT =
      Pattern.compile(
          "(?<show>\\S+) (?<slug>\\d{4}-\\d\\d-\\d\\d(T\\d{4})?) [0-9a-f]{" + HASH + "}\\.mp3");

  /** A file that is not found so often may be lost, and is sent again. */
  private static final int LOOKS = 10;

  private final String target;
  private final URI url;
  private final Optional<String> library;
  private final Audiobookshelf server;
  private final Receipts receipts;

  private AudiobookshelfPublisher(
      String target, URI url, Optional<String> library, Audiobookshelf server, Receipts receipts) {
    this.target = target;
    this.url = url;
    this.library = library;
    this.server = server;
    this.receipts = receipts;
  }

  /** Reads {@code url}, {@code token} and {@code library}, the name of one of podcasts. */
  public static AudiobookshelfPublisher of(
      String target, Section section, Supplier<OkHttpClient> client, Receipts receipts) {
    URI url = section.address("url").orElse(URI.create("https://books.example.com"));
    if (!section.keys().contains("url")) {
      section.problem("url", "is required; for example https://books.example.com");
    }
    Secret token = new Secret(section.text("token", "\"${AUDIOBOOKSHELF_TOKEN}\""));
    return new AudiobookshelfPublisher(
        target,
        url,
        section.text("library"),
        new Audiobookshelf(HttpUrl.get(url.toString()), token, client),
        receipts);
  }

  @Override
  public String target() {
    return target;
  }

  /** Sent once; then it is there when the server has found it, and what it replaces goes. */
  @Override
  public Publication publish(Episode episode) throws PublishException {
    Edition edition = episode.edition();
    String file = file(edition, episode.recording().sha256());
    String title = episode.show().title();
    try {
      Library where = server.library(library);
      List<There> all = server.episodes(where, title);
      receipts.checkTurn(); // nothing later than this is in the list, or would be deleted
      sweep(all, edition);
      Receipt receipt = Receipt.of(receipt(edition), file);
      Optional<There> there = all.stream().filter(one -> one.file().equals(file)).findFirst();
      if (there.isPresent() && !isWhole(there.get(), episode)) {
        deleteOurs(there.get(), receipt(edition));
        there = Optional.empty();
        receipt = new Receipt("", file, 0, receipt.files());
      }
      if (there.isPresent()) {
        write(edition, receipt.foundIn(there.get().podcast()));
        for (There before : all) {
          if (!before.file().equals(file)) {
            deleteOurs(before, receipt(edition));
          }
        }
        return publication(there.get().podcast(), episode.recording().sha256());
      }
      write(edition, receipt.lookedAgain());
      if (receipt.looked() % LOOKS == 0) {
        server.upload(where, title, file, episode);
      }
      if (receipt.looked() >= LOOKS) {
        throw new IOException(
            "it took the episode, but does not show it. Have it scan its library, or switch on"
                + " that it watches its folders. It is sent again now and then");
      }
      return new Publication(target, State.SENT, "", episode.recording().sha256());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static boolean isWhole(There there, Episode episode) {
    return there.bytes() == 0 || there.bytes() == episode.recording().bytes();
  }

  /** What we did not send stays, whatever it is called. */
  private void deleteOurs(There one, Optional<Receipt> receipt) throws IOException {
    if (receipt.isPresent() && receipt.get().files().contains(one.file())) {
      server.delete(one);
    }
  }

  /**
   * Deletes what a node that was stalled sent late of other editions, which have another recording
   * there.
   */
  private void sweep(List<There> all, Edition now) throws IOException {
    for (There one : all) {
      Optional<Edition> other = edition(one, now).filter(edition -> !edition.equals(now));
      Optional<Receipt> receipt = other.isEmpty() ? Optional.empty() : receipt(other.get());
      if (receipt.isPresent()
          && receipt.get().isThere()
          && !receipt.get().file().equals(one.file())) {
        deleteOurs(one, receipt);
      }
    }
  }

  @Override
  public void withdraw(Show show, Edition edition) throws PublishException {
    try {
      Optional<Receipt> receipt = receipt(edition);
      if (receipt.isPresent()) {
        Library where = server.library(library);
        receipts.checkTurn();
        for (There one : server.episodes(where, show.title())) {
          deleteOurs(one, receipt);
        }
        if (server.episodes(where, show.title()).stream()
            .anyMatch(one -> receipt.get().files().contains(one.file()))) {
          throw new IOException(
              "it still has the edition that it was to delete. It is tried again");
        }
        write(edition, new Receipt("", "", 0, receipt.get().files()));
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private Optional<Receipt> receipt(Edition edition) throws JsonProcessingException {
    return Receipt.read(receipts.read(edition));
  }

  private void write(Edition edition, Receipt receipt) {
    receipts.write(edition, Json.write(receipt));
  }

  /** The edition first, so that it is known from all else in the podcast; then the sound. */
  private static String file(Edition edition, String sha256) {
    return edition.show()
        + " "
        + edition.slug()
        + " "
        + sha256.substring(0, Math.min(HASH, sha256.length()))
        + ".mp3";
  }

  /** Of which edition of a show a file is, if it was sent from here. */
  private static Optional<Edition> edition(There there, Edition ofShow) {
    Matcher name = SENT.matcher(there.file());
    try {
      return name.matches() && name.group("show").equals(ofShow.show())
          ? Optional.of(Edition.of(ofShow.show(), name.group("slug"), ofShow.zone()))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // somebody else's, by chance
    }
  }

  private Publication publication(String podcast, String sha256) {
    return new Publication(target, State.PUBLISHED, location(podcast), sha256);
  }

  private String location(String podcast) {
    return url.toString().replaceFirst("/+$", "") + "/item/" + podcast;
  }

  @Override
  public String examine() throws PublishException {
    try {
      server.library(library);
      return url.getHost() + " has a library of podcasts";
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    String file = file(edition, sha256);
    try {
      Optional<Receipt> receipt =
          receipt(edition).filter(one -> one.isThere() && one.file().equals(file));
      if (receipt.isEmpty()) {
        return Optional.empty();
      }
      String podcast = receipt.get().podcast();
      return server.episodes(podcast).stream().anyMatch(one -> one.file().equals(file))
          ? Optional.of(publication(podcast, sha256))
          : Optional.empty();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Asks for each podcast once. */
  @Override
  public Set<Edition> lost(Map<Edition, String> there) throws PublishException {
    Map<String, List<There>> podcasts = new HashMap<>();
    Set<Edition> lost = new LinkedHashSet<>();
    try {
      for (Map.Entry<Edition, String> one : there.entrySet()) {
        String file = file(one.getKey(), one.getValue());
        Optional<Receipt> receipt = receipt(one.getKey()).filter(Receipt::isThere);
        if (receipt.isEmpty()) {
          continue;
        }
        String podcast = receipt.get().podcast();
        List<There> all = podcasts.get(podcast);
        if (all == null) {
          all = server.episodes(podcast);
          podcasts.put(podcast, all);
        }
        if (all.stream().noneMatch(known -> known.file().equals(file))) {
          lost.add(one.getKey());
        }
      }
      return lost;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public String address() {
    return url + " " + library.orElse("");
  }

  private PublishException failure(IOException cause) {
    String reason = String.valueOf(cause.getMessage()).replaceFirst("\\.$", "");
    return PublishException.of(
        "Could not publish to '" + target + "' (" + url.getHost() + "): " + reason + ".", cause);
  }
}
