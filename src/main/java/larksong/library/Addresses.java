package larksong.library;

import java.net.URI;
import java.util.UUID;

/**
 * The addresses at which one device listens; each holds its token, so none may reach a log.
 *
 * @param base the server's public address with the token's path, without a slash at the end
 */
public record Addresses(String base) {

  /** The addresses for the bearer of this token. */
  public static Addresses of(URI publicUrl, String token) {
    return new Addresses(publicUrl + "/t/" + token);
  }

  public String library() {
    return base + "/";
  }

  public String show(String show) {
    return base + "/shows/" + show + "/";
  }

  public String feed(String show) {
    return show(show) + "feed.xml";
  }

  /** One feed of all shows. */
  public String feed() {
    return base + "/feed.xml";
  }

  public String episode(ShelvedEpisode episode) {
    return show(episode.show()) + episode.slug();
  }

  public String audio(UUID guid) {
    return base + "/media/" + guid + ".mp3";
  }

  /** The hash makes a changed picture a new address, as Apple wants it. */
  public String cover(ShelvedEpisode episode) {
    return base + "/media/" + episode.guid() + "-" + episode.cover().substring(0, 8) + ".jpg";
  }

  /** A picture that accompanies an episode, by its SHA-256. */
  public String picture(ShelvedEpisode episode, String sha256) {
    return base + "/media/" + episode.guid() + "/" + sha256 + ".jpg";
  }

  public String transcript(UUID guid) {
    return base + "/media/" + guid + ".vtt";
  }

  public String transcriptJson(UUID guid) {
    return base + "/media/" + guid + ".transcript.json";
  }

  public String chapters(UUID guid) {
    return base + "/media/" + guid + ".chapters.json";
  }

  @Override
  public String toString() {
    return "Addresses[***]";
  }
}
