package larksong.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.LibraryException;
import larksong.process.Daemons;
import larksong.publish.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns of the nodes that share a library: leases that are renewed while a turn lasts. */
final class LeasedTurns implements Turns, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeasedTurns.class);
  private static final long LOOK_MILLIS = 500;

  private final Leases leases;
  private final Duration length;
  private final String node = UUID.randomUUID().toString();

  /** Of each thread its own, so that one that was away never goes on under a later turn's. */
  private final ThreadLocal<Map<String, Lease>> held = ThreadLocal.withInitial(HashMap::new);

  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(new Daemons("larksong-leases"));

  private final ScheduledFuture<?> forgetting;

  /** A lease ends so long after its holder was heard of last. */
  LeasedTurns(Leases leases, Duration length) {
    this.leases = leases;
    this.length = length;
    this.forgetting = heart.scheduleWithFixedDelay(this::forget, 0, 1, TimeUnit.DAYS);
  }

  private void forget() {
    try {
      leases.forget();
    } catch (LibraryException e) {
      LOG.warn("Old leases could not be forgotten: {}", e.getMessage());
    }
  }

  @Override
  public Turn take(String target) throws InterruptedException {
    return taken("target " + target);
  }

  /** Waits for a lease of any name. */
  Turn taken(String name) throws InterruptedException {
    Optional<Lease> lease = leases.take(name, node, length);
    while (lease.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      lease = leases.take(name, node, length);
    }
    return begun(lease.get());
  }

  private Turn begun(Lease lease) {
    held.get().put(lease.name(), lease);
    long beat = Math.max(1, length.toMillis() / 3);
    ScheduledFuture<?> beating =
        heart.scheduleWithFixedDelay(() -> renew(lease), beat, beat, TimeUnit.MILLISECONDS);
    return () -> {
      beating.cancel(false);
      held.get().remove(lease.name(), lease);
      leases.release(lease);
    };
  }

  private void renew(Lease lease) {
    try {
      if (!leases.renew(lease, length)) {
        LOG.warn("Another node took over '{}'", lease.name());
      }
    } catch (LibraryException e) { // it is tried again before the lease ends
      LOG.warn("'{}' could not be renewed: {}", lease.name(), e.getMessage());
    }
  }

  /** Whether another node took over what this one has, or thinks it has. */
  boolean isLost(String name) {
    return held(name).map(lease -> !leases.renew(lease, length)).orElse(true);
  }

  /** The lease that this thread has, or had and does not know better. */
  Optional<Lease> held(String name) {
    return Optional.ofNullable(held.get().get(name));
  }

  @Override
  public void close() {
    forgetting.cancel(false);
    heart.shutdownNow();
  }
}
