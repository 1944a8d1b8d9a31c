package larksong.publish;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import larksong.library.store.LibraryException;
import larksong.model.Edition;

/** Receipts for tests of a publisher without a library. */
public final class KeptInMemory implements Receipts {

  private final Map<Edition, String> kept;
  private final AtomicReference<String> memory;
  private volatile boolean lost;

  public KeptInMemory() {
    this(new ConcurrentHashMap<>(), new AtomicReference<>());
  }

  private KeptInMemory(Map<Edition, String> kept, AtomicReference<String> memory) {
    this.kept = kept;
    this.memory = memory;
  }

  /** Another node gets the turn, from now on; it has what was written down so far. */
  public KeptInMemory takenOver() {
    lost = true;
    return new KeptInMemory(kept, memory);
  }

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
    return Optional.ofNullable(memory.get());
  }

  @Override
  public void remember(String of) {
    checkTurn();
    memory.set(of);
  }

  @Override
  public void write(Edition edition, String receipt) {
    checkTurn();
    kept.put(edition, receipt);
  }

  @Override
  public void checkTurn() {
    if (lost) {
      throw new LibraryException("Another node took over 'target' while this one was away.");
    }
  }
}
