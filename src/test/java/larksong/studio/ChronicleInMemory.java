package larksong.studio;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.RunStatus;

/** A chronicle for tests of the studio alone. */
final class ChronicleInMemory implements Chronicle {

  private final Map<EditionId, RunRecord> records = new ConcurrentHashMap<>();
  private final Map<EditionId, Words> held = new ConcurrentHashMap<>();
  private final Map<EditionId, Words> approved = new ConcurrentHashMap<>();

  @Override
  public Optional<RunRecord> find(Edition edition) {
    return Optional.ofNullable(records.get(edition.id()));
  }

  @Override
  public List<RunRecord> runs() {
    return records.values().stream()
        .sorted(Comparator.comparing(RunRecord::ended).reversed())
        .toList();
  }

  @Override
  public List<EditionId> inStatus(RunStatus status) {
    return records.values().stream()
        .filter(record -> record.status() == status)
        .map(RunRecord::edition)
        .toList();
  }

  @Override
  public List<Duration> whole(String show, int most) {
    return records.values().stream()
        .filter(record -> record.edition().show().equals(show))
        .sorted(Comparator.comparing(RunRecord::edition).reversed())
        .flatMap(record -> Stream.ofNullable(record.whole()).map(Duration::ofMillis))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized void note(Edition edition, RunRecord record, Optional<Words> words) {
    records.put(edition.id(), record);
    held.remove(edition.id());
    words.ifPresent(one -> held.put(edition.id(), one));
  }

  @Override
  public Optional<Words> held(Edition edition) {
    return Optional.ofNullable(held.get(edition.id()));
  }

  @Override
  public synchronized boolean decide(Edition edition, RunStatus decided, Optional<Words> words) {
    boolean waited = held.remove(edition.id()) != null;
    if (waited) {
      records.compute(edition.id(), (id, record) -> record.decided(decided));
      words.ifPresent(one -> approved.put(edition.id(), one));
    }
    return waited;
  }

  @Override
  public Optional<Words> approved(Edition edition) {
    return Optional.ofNullable(approved.get(edition.id()));
  }

  @Override
  public void makeAnew(Edition edition) {
    approved.remove(edition.id());
  }
}
