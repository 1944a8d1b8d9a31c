package larksong.egress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import larksong.model.Departure;

/** Keeps what left as long as a test lasts. */
public final class EgressInMemory implements EgressRecord {

  private final Map<UUID, Departure> left = new LinkedHashMap<>();

  @Override
  public synchronized UUID note(Departure departure) {
    UUID id = UUID.randomUUID();
    left.put(id, departure);
    return id;
  }

  @Override
  public synchronized void correct(UUID noted, long bytes) {
    left.computeIfPresent(noted, (id, departure) -> departure.of(bytes));
  }

  /** In the order in which it left. */
  public synchronized List<Departure> left() {
    return new ArrayList<>(left.values());
  }
}
