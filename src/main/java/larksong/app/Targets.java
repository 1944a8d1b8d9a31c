package larksong.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import larksong.app.Adapters.Outside;
import larksong.app.Adapters.PublisherReader;
import larksong.config.Nearest;
import larksong.config.Section;
import larksong.config.ShowFile;
import larksong.files.Fingerprint;
import larksong.library.journal.Delivery;
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

  /** Half of it would do. */
  private static final int KEY = 16;

  private final Map<String, Publisher> publishers = new LinkedHashMap<>();

  /** Of those that one signs in for. */
  private final Map<String, Supplier<Login>> logins = new LinkedHashMap<>();

  /** By what each is known for ever, by its name. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  private final Once<Backlog> backlog;

  Targets(Supplier<Backlog> backlog) {
    this.backlog = new Once<>(backlog);
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
      Publisher publisher = reader.read(name, section, outside);
      publishers.put(name, new OnErrand.Publishing(publisher));
      if (publisher instanceof SpotifyPublisher spotify) {
        logins.put(name, spotify::login);
      }
      String key = key(kind, publisher.address());
      keys.put(name, keys.containsValue(key) ? key(kind, name + "\n" + publisher.address()) : key);
      section.finish();
    }
  }

  private static String key(String kind, String address) {
    return kind + "-" + Fingerprint.of(kind + "\n" + address).substring(0, KEY);
  }

  /** By what a target is known for ever, whatever the owner calls it. */
  public String key(String name) {
    return keys.getOrDefault(name, name);
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
    return Optional.ofNullable(logins.get(name)).map(Supplier::get);
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
    goOn(Objects.requireNonNull(publishers.get(target)));
    alarm.missing(target, missing(target));
  }

  /** What is not at a target. */
  List<Delivery> missing(String target) {
    return missing().stream().filter(delivery -> delivery.target().equals(key(target))).toList();
  }

  /** All that is not where it should be, also at targets that are configured no more. */
  public List<Delivery> missing() {
    return backlog.get().missing();
  }

  /** Whether the owner still has the target of a delivery. */
  public boolean isConfigured(Delivery delivery) {
    return keys.containsValue(delivery.target());
  }

  /** What waits for targets that are configured no more. */
  public List<Delivery> orphans() {
    return missing().stream().filter(delivery -> !isConfigured(delivery)).toList();
  }

  /** The same in words, a line for each target. */
  List<String> orphanWords() {
    Map<String, Long> counts = new TreeMap<>();
    orphans().forEach(one -> counts.merge(one.label(), 1L, Long::sum));
    List<String> words = new ArrayList<>();
    counts.forEach(
        (label, count) ->
            words.add(
                count
                    + (count == 1 ? " edition waits" : " editions wait")
                    + " for '"
                    + label
                    + "', which is not in larksong.yaml any more. Put it back there, or"
                    + " 'larksong deliveries drop "
                    + label
                    + "'."));
    return words;
  }

  /**
   * Has them tried again at once, whatever became of them.
   *
   * @return those that are not there then
   */
  public List<Delivery> retry(List<Delivery> deliveries) {
    keys.forEach(
        (name, key) -> {
          List<Delivery> own = deliveries.stream().filter(one -> one.target().equals(key)).toList();
          Publisher publisher = Objects.requireNonNull(publishers.get(name));
          own.forEach(one -> backlog.get().retry(publisher, one));
          if (!own.isEmpty()) {
            goOn(publisher);
          }
        });
    return missing().stream()
        .filter(
            left ->
                deliveries.stream()
                    .anyMatch(
                        one ->
                            one.target().equals(left.target())
                                && one.edition().equals(left.edition())))
        .toList();
  }

  /** Gives it up. */
  public void drop(Delivery delivery) {
    backlog.get().drop(delivery);
  }

  /** Notes what a target lost; how many of the latest editions it has. */
  int count(String target) throws PublishException {
    return backlog.get().count(Objects.requireNonNull(publishers.get(target)));
  }

  /** Goes on with what waits for any target, or is to be taken away there. */
  void goOn() {
    publishers.values().forEach(this::goOn);
  }

  private void goOn(Publisher publisher) {
    try {
      backlog.get().goOn(publisher);
    } catch (PublishException e) {
      // A program's last words, which the message may hold, may be private.
      LOG.warn("'{}' does not take all. 'larksong deliveries' says why", publisher.target());
    }
  }

  /** What is known of a show at any target, the latest edition first. */
  List<Delivery> of(String show) {
    return publishers.isEmpty() ? List.of() : backlog.get().of(show);
  }
}
