package larksong.publish;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import larksong.model.Edition;

/** Receipts for tests of a publisher without a library. */
public final class KeptInMemory implements Receipts {

  private final ConcurrentHashMap<Edition, String> kept = new ConcurrentHashMap<>();
  private volatile String memory;

  @Override
  public Optional<String> read(Edition edition) {
    return Optional.ofNullable(kept.get(edition));
  }

  @Override
  public boolean mention(String word) {
    return kept.values().stream().anyMatch(receipt -> receipt.contains('"' + word + '"'));
  }

  @Override
  public Optional<String> memory() {
    return Optional.ofNullable(memory);
  }

  @Override
  public void remember(String of) {
    memory = of;
  }

  @Override
  public void write(Edition edition, String receipt) {
    kept.put(edition, receipt);
  }
}
