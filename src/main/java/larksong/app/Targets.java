package larksong.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import larksong.app.Adapters.Outside;
import larksong.app.Adapters.PublisherReader;
import larksong.config.Nearest;
import larksong.config.Section;
import larksong.config.ShowFile;
import larksong.library.Delivery;
import larksong.publish.Backlog;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;
import larksong.publish.QueuedPublisher;
import larksong.publish.spotify.Login;
import larksong.publish.spotify.SpotifyPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The places to publish to beside the library of this home, each behind its backlog. */
public final class Targets {

  private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

  private final Map<String, Publisher> publishers = new LinkedHashMap<>();
  private final Supplier<Backlog> backlog;

  Targets(Supplier<Backlog> backlog) {
    this.backlog = backlog;
  }

  /** Reads what the owner wrote of one. */
  void read(String name, Section section, Outside outside) {
    if (name.equals(ShowFile.LIBRARY)) {
      section.problem("", "is this home's own library; choose another name");
    }
    String kind = section.text("kind").orElse("library");
    PublisherReader reader = Adapters.PUBLISHERS.get(kind);
    if (reader == null) {
      section.problem(
          "kind",
          "no kind '"
              + kind
              + "'. Kinds: "
              + String.join(", ", Adapters.PUBLISHERS.keySet())
              + Nearest.hint(kind, Adapters.PUBLISHERS.keySet()));
    } else {
      publishers.put(name, reader.read(name, section, outside));
      section.finish();
    }
  }

  public Set<String> names() {
    return publishers.keySet();
  }

  Optional<Publisher> find(String name) {
    return Optional.ofNullable(publishers.get(name))
        .map(publisher -> new QueuedPublisher(publisher, backlog.get()));
  }

  /** Signs in for a target, if it is one of Spotify's. */
  Optional<Login> login(String name) {
    return publishers.get(name) instanceof SpotifyPublisher spotify
        ? Optional.of(spotify.login())
        : Optional.empty();
  }

  /** What a target says of the way there. */
  String examine(String name) throws PublishException {
    return Objects.requireNonNull(publishers.get(name)).examine();
  }

  /** Tells of what will keep editions from their targets, before it does. */
  void look(Alarm alarm) {
    for (String target : names()) {
      try {
        examine(target);
        alarm.ahead(target, Optional.empty());
      } catch (PublishException e) {
        if (e.remedy() == Remedy.OWNER) {
          alarm.ahead(target, Optional.of(String.valueOf(e.getMessage())));
        }
      }
    }
  }

  /** Goes on with what waits for a target, or is not ready there; tells if it stays so. */
  void goOn(String target, Alarm alarm) {
    try {
      backlog.get().goOn(Objects.requireNonNull(publishers.get(target)));
    } catch (PublishException e) {
      LOG.warn("{}", e.getMessage());
    }
    alarm.missing(target, missing(target));
  }

  /** What is not at a target. */
  List<Delivery> missing(String target) {
    return backlog.get().missing().stream()
        .filter(delivery -> delivery.target().equals(target))
        .toList();
  }
}
