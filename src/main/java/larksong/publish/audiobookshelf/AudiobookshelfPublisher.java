package larksong.publish.audiobookshelf;

import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import larksong.publish.audiobookshelf.Audiobookshelf.Library;
import larksong.publish.audiobookshelf.Audiobookshelf.RefusedException;
import larksong.publish.audiobookshelf.Audiobookshelf.There;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

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
    String file = file(episode.edition(), episode.recording().sha256());
    String title = episode.show().title();
    try {
      Library where = server.library(library);
      List<There> all = server.episodes(where, title);
      receipts.checkTurn(); // nothing later than this is in the list, or would be deleted
      sweep(all, episode.edition());
      Optional<There> there = all.stream().filter(one -> one.file().equals(file)).findFirst();
      if (there.isPresent()) {
        for (There before : all) {
          boolean same = edition(before, episode.edition()).equals(Optional.of(episode.edition()));
          if (same && !before.equals(there.get())) {
            server.delete(before);
          }
        }
        receipts.write(episode.edition(), receipt(file, there.get()));
        return publication(there.get(), episode.recording().sha256());
      }
      int looked = looked(episode.edition(), file);
      if (looked % LOOKS == 0) {
        server.upload(where, title, file, episode);
      }
      receipts.write(episode.edition(), "sent " + (looked + 1) + " " + file);
      return new Publication(target, State.SENT, "", episode.recording().sha256());
    } catch (RefusedException e) {
      throw new PublishException(Remedy.OWNER, says(e.getMessage()));
    } catch (IOException e) {
      throw new PublishException(says(e.getMessage() + ". It is tried again"), e);
    }
  }

  /**
   * Deletes what a node that was stalled sent late of other editions, which have another recording
   * there.
   */
  private void sweep(List<There> all, Edition now) throws IOException, RefusedException {
    for (There one : all) {
      Optional<String> known =
          edition(one, now)
              .filter(edition -> !edition.equals(now))
              .flatMap(receipts::read)
              .filter(receipt -> receipt.startsWith("there "));
      if (known.isPresent() && !known.get().endsWith(" " + one.file())) {
        server.delete(one);
      }
    }
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

  /** How often it was looked for since it was sent first; 0 if it was not sent. */
  private int looked(Edition edition, String file) {
    return receipts
        .read(edition)
        .filter(receipt -> receipt.startsWith("sent ") && receipt.endsWith(" " + file))
        .map(receipt -> Integer.parseInt(receipt.split(" ", 3)[1]))
        .orElse(0);
  }

  private static String receipt(String file, There there) {
    return "there " + there.podcast() + " " + file;
  }

  private Publication publication(There there, String sha256) {
    return new Publication(target, State.PUBLISHED, location(there.podcast()), sha256);
  }

  private String location(String podcast) {
    return url.toString().replaceFirst("/+$", "") + "/item/" + podcast;
  }

  @Override
  public String examine() throws PublishException {
    try {
      server.library(library);
      return url.getHost() + " has a library of podcasts";
    } catch (RefusedException e) {
      throw new PublishException(Remedy.OWNER, says(e.getMessage()));
    } catch (IOException e) {
      throw new PublishException(says(String.valueOf(e.getMessage())), e);
    }
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) {
    String file = file(edition, sha256);
    return receipts
        .read(edition)
        .filter(receipt -> receipt.startsWith("there ") && receipt.endsWith(" " + file))
        .map(receipt -> receipt.split(" ", 3)[1])
        .map(podcast -> new Publication(target, State.PUBLISHED, location(podcast), sha256));
  }

  private String says(@Nullable String reason) {
    return "Could not publish to '" + target + "' (" + url.getHost() + "): " + reason + ".";
  }
}
