package larksong.publish.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import larksong.json.Json;
import larksong.library.ShelvedEpisode;
import larksong.model.EditionId;
import larksong.net.RefusedException;

/**
 * What a site has of a show.
 *
 * @param number how often it was replaced
 * @param episodes latest edition first
 * @param files how the files of each are called, by GUID
 */
record Index(long number, List<ShelvedEpisode> episodes, Map<UUID, String> files) {

  private static final Index NONE = new Index(0, List.of(), Map.of());

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
    if (seen.text().isEmpty()) {
      return NONE;
    }
    JsonNode tree = tree(seen);
    if (!tree.path("number").isIntegralNumber()
        || !tree.path("episodes").isArray()
        || !tree.path("files").isObject()) {
      throw foreign(seen, "it is JSON of another form");
    }
    return read(seen, () -> Json.convert(tree, Index.class));
  }

  /** What Larksong wrote before it gave each recording a name of its own. */
  static Index before(Site.Seen seen) throws IOException {
    if (seen.text().isEmpty()) {
      return NONE;
    }
    JsonNode tree = tree(seen);
    if (!tree.isArray()) {
      throw foreign(seen, "it is JSON of another form");
    }
    return read(
        seen, () -> new Index(0, List.of(Json.convert(tree, ShelvedEpisode[].class)), Map.of()));
  }

  /** Makes an index of JSON. */
  @FunctionalInterface
  private interface Reading {
    Index read() throws JsonProcessingException;
  }

  private static Index read(Site.Seen seen, Reading reading) throws IOException {
    try {
      Index index = reading.read();
      boolean whole =
          index.episodes().stream()
              .allMatch(
                  episode ->
                      Stream.of(
                              episode.guid(),
                              episode.edition(),
                              episode.sha256(),
                              episode.published(),
                              episode.duration(),
                              episode.cover())
                          .allMatch(Objects::nonNull));
      if (whole) {
        return index;
      }
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw (IOException) foreign(seen, "it is JSON of another form").initCause(e);
    }
    throw foreign(seen, "its episodes are not whole");
  }

  private static JsonNode tree(Site.Seen seen) throws IOException {
    String text = seen.text().orElse("").strip();
    if (text.isEmpty()) {
      throw foreign(seen, "it is empty");
    }
    if (text.startsWith("<")) {
      throw new IOException(
          foreign(seen, "it is a web page").getMessage()
              + ". If that is a login page of the network, log in there");
    }
    try {
      return Json.tree(text);
    } catch (JsonProcessingException e) {
      throw (IOException) foreign(seen, "it is cut off, or no JSON").initCause(e);
    }
  }

  private static RefusedException foreign(Site.Seen seen, String found) {
    int slash = seen.path().lastIndexOf('/');
    return new RefusedException(
        RefusedException.Help.OWNER,
        "'"
            + seen.path().substring(0, slash)
            + "' has an "
            + seen.path().substring(slash + 1)
            + " that is not ours: "
            + found
            + ". Move it away, or choose another folder");
  }

  /** Whether it was never written. */
  boolean isNone() {
    return number == 0 && episodes.isEmpty();
  }

  Optional<ShelvedEpisode> find(EditionId edition) {
    return episodes.stream().filter(episode -> episode.edition().equals(edition)).findFirst();
  }

  /** How the files of an episode are called. */
  String name(ShelvedEpisode episode) {
    return files.getOrDefault(episode.guid(), episode.guid().toString());
  }

  /** The next, with an episode in place of the one of its edition, whose date it keeps. */
  Index with(ShelvedEpisode episode, String name) {
    List<ShelvedEpisode> all = new ArrayList<>(without(episode.edition()).episodes());
    all.add(
        find(episode.edition())
            .map(other -> episode.publishedAt(other.published()))
            .orElse(episode));
    all.sort(Comparator.comparing(ShelvedEpisode::edition).reversed());
    Map<UUID, String> names = new HashMap<>(files);
    names.put(episode.guid(), name);
    return new Index(number + 1, all, names);
  }

  /** The next, without an edition. */
  Index without(EditionId edition) {
    Map<UUID, String> names = new HashMap<>(files);
    find(edition).map(ShelvedEpisode::guid).ifPresent(names::remove);
    return new Index(
        number + 1,
        episodes.stream().filter(episode -> !episode.edition().equals(edition)).toList(),
        names);
  }
}
