package larksong.publish.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;

/**
 * What a site has of a show.
 *
 * @param number how often it was replaced
 * @param episodes latest edition first
 * @param files how the files of each are called, by GUID
 */
record Index(long number, List<ShelvedEpisode> episodes, Map<UUID, String> files) {

  Index {
    episodes = List.copyOf(episodes);
    files = Map.copyOf(files);
    files.forEach(
        (guid, name) -> {
          if (!name.matches(guid + "(-[0-9a-f]{8})?")) {
            throw new IllegalArgumentException(
                "Expected a name that begins with " + guid + " but was '" + name + "'");
          }
        });
  }

  static Index of(Site.Seen seen) throws IOException {
    return seen.text().isEmpty()
        ? new Index(0, List.of(), Map.of())
        : Json.read(seen.text().get(), Index.class);
  }

  /** What Larksong wrote before it gave each recording a name of its own. */
  static Index before(Site.Seen seen) throws IOException {
    return seen.text().isEmpty()
        ? new Index(0, List.of(), Map.of())
        : new Index(0, List.of(Json.read(seen.text().get(), ShelvedEpisode[].class)), Map.of());
  }

  Optional<ShelvedEpisode> find(UUID guid) {
    return episodes.stream().filter(episode -> episode.guid().equals(guid)).findFirst();
  }

  /** How the files of an episode are called. */
  String name(ShelvedEpisode episode) {
    return files.getOrDefault(episode.guid(), episode.guid().toString());
  }

  /** The next, with an episode in place of the one with its GUID, whose date it keeps. */
  Index with(ShelvedEpisode episode, String name) {
    List<ShelvedEpisode> all = new ArrayList<>(episodes);
    all.removeIf(other -> other.guid().equals(episode.guid()));
    all.add(
        find(episode.guid()).map(other -> episode.publishedAt(other.published())).orElse(episode));
    all.sort(Comparator.comparing(ShelvedEpisode::edition).reversed());
    Map<UUID, String> names = new HashMap<>(files);
    names.put(episode.guid(), name);
    return new Index(number + 1, all, names);
  }
}
