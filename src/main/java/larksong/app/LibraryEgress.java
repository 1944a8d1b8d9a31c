package larksong.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Supplier;
import larksong.egress.EgressRecord;
import larksong.library.Library;
import larksong.library.journal.Departures;
import larksong.library.store.LibraryException;
import larksong.model.Departure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in the library what leaves. */
record LibraryEgress(Supplier<Library> library) implements EgressRecord {

  private static final Logger LOG = LoggerFactory.getLogger(LibraryEgress.class);

  @Override
  public UUID note(Departure departure) throws IOException {
    try {
      return new Departures(library.get().store()).note(departure);
    } catch (LibraryException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What was noted stands for more than went, which is no reason to lose the answer. */
  @Override
  public void correct(UUID noted, long bytes) {
    try {
      new Departures(library.get().store()).correct(noted, bytes);
    } catch (LibraryException e) {
      LOG.warn("How many bytes left could not be noted: {}", e.getMessage());
    }
  }
}
