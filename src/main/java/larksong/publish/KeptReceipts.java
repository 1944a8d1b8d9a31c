package larksong.publish;

import java.util.Optional;
import java.util.function.Supplier;
import larksong.library.journal.Deliveries;
import larksong.library.store.Leases.Lease;
import larksong.model.Edition;

/**
 * The receipts of one target, beside its deliveries in the library; where several nodes share it,
 * only under the lease of the target.
 *
 * @param target by which it is known for ever
 */
public record KeptReceipts(
    Supplier<String> target, Supplier<Deliveries> deliveries, Supplier<Optional<Lease>> turn)
    implements Receipts {

  @Override
  public Optional<String> read(Edition edition) {
    return deliveries.get().receipt(target.get(), edition);
  }

  @Override
  public boolean mention(String word) {
    return deliveries.get().isInReceipt(target.get(), word);
  }

  @Override
  public Optional<String> memory() {
    return deliveries.get().memory(target.get());
  }

  @Override
  public void remember(String memory) {
    deliveries.get().remember(target.get(), memory, turn.get());
  }

  @Override
  public void write(Edition edition, String receipt) {
    deliveries.get().keepReceipt(target.get(), edition, receipt, turn.get());
  }

  @Override
  public void checkTurn() {
    deliveries.get().check(turn.get());
  }
}
