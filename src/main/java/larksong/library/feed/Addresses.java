package larksong.library.feed;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import larksong.library.ShelvedEpisode;

/**
 * The addresses at which one device listens; each holds its token, so none may reach a log.
 *
 * @param base the server's public address with the token's path, without a slash at the end
 * @param files how the files of episodes are called where there is no server of ours, by GUID
 */
public record Addresses(String base, Map<UUID, String> files) {

  public Addresses {
    files = Map.copyOf(files);
  }

  /** The addresses for the bearer of this token. */
  public static Addresses of(URI publicUrl, String token) {
    return new Addresses(publicUrl + "/t/" + token, Map.of());
  }

  public String library() {
    return base + "/";
  }

  public String show(String show) {
    return base + "/shows/" + show + "/";
  }

  /** Where one reads of a show; among plain files, of its latest episode. */
  String page(String show, List<ShelvedEpisode> latestFirst) {
    return files.isEmpty() || latestFirst.isEmpty() ? show(show) : episode(latestFirst.get(0));
  }

  public String feed(String show) {
    return show(show) + "feed.xml";
  }

  /** One feed of all shows. */
  public String feed() {
    return base + "/feed.xml";
  }

  public String episode(ShelvedEpisode episode) {
    return files.containsKey(episode.guid())
        ? media(episode) + ".html"
        : show(episode.show()) + episode.slug();
  }

  public String audio(ShelvedEpisode episode) {
    return media(episode) + ".mp3";
  }

  /** A changed picture has a new address, as Apple wants it. */
  public String cover(ShelvedEpisode episode) {
    return files.containsKey(episode.guid())
        ? media(episode) + ".jpg"
        : media(episode.guid() + "-" + episode.cover().substring(0, 8) + ".jpg");
  }

  /** A picture that accompanies an episode, by its SHA-256. */
  public String picture(ShelvedEpisode episode, String sha256) {
    return media(episode.guid() + "/" + sha256 + ".jpg");
  }

  public String transcript(ShelvedEpisode episode) {
    return media(episode) + ".vtt";
  }

  public String transcriptJson(ShelvedEpisode episode) {
    return media(episode) + ".transcript.json";
  }

  public String chapters(ShelvedEpisode episode) {
    return media(episode) + ".chapters.json";
  }

  private String media(ShelvedEpisode episode) {
    return media(files.getOrDefault(episode.guid(), episode.guid().toString()));
  }

  private String media(String name) {
    return base + "/media/" + name;
  }

  @Override
  public String toString() {
    return "Addresses[***]";
  }
}
