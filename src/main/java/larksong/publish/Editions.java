package larksong.publish;

import java.util.Optional;
import larksong.library.journal.Delivery;
import larksong.library.store.Leases.Lease;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Show;

/** What is to be brought to targets, as it lies here. */
public interface Editions {

  /** The episode of a delivery, if its files are still what was made. */
  Optional<Episode> episode(Delivery delivery);

  /** The show of this name, if it is still made. */
  Optional<Show> show(String name);

  /** Under which an edition is made here, where several nodes share the library. */
  Optional<Lease> lease(Edition edition);
}
