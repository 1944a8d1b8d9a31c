package larksong.schedule;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import larksong.process.Daemons;
import org.quartz.spi.ThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places at which a node makes editions, for all its shards together. A shard that asked for
 * more than there is room for waits a little, and then gets a thread without a place: enough to
 * note that the edition waits.
 */
final class Places implements AutoCloseable {

  /** A place that is given back more often is worth waiting for. */
  static final Duration QUICK = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Places.class);

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Whether the thread has a place. */
  private static final ThreadLocal<Boolean> HAS_ONE = ThreadLocal.withInitial(() -> false);

  private final int count;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new Daemons("larksong-place"));
  private final Lock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private int taken;
  private int waiting;
  private long changed = System.nanoTime();
  private boolean closed;

  Places(int count) {
    this.count = count;
  }

  /** Whether the thread that asks has one. */
  boolean isMine() {
    return HAS_ONE.get();
  }

  boolean isAnyTaken() {
    lock.lock();
    try {
      return taken > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Whether none is free and none was given back lately. */
  boolean areStuck() {
    lock.lock();
    try {
      return taken >= count && System.nanoTime() - changed > QUICK.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** How many are free; looks for a while whether there will be any. */
  private int free() {
    lock.lock();
    try {
      long left = LOOK.toNanos();
      while (taken + waiting >= count && left > 0) {
        left = given.awaitNanos(left);
      }
      return Math.max(0, count - taken - waiting);
    } catch (InterruptedException e) { // so that Quartz ends
      return 0;
    } finally {
      lock.unlock();
    }
  }

  private boolean take() {
    lock.lock();
    waiting++;
    try {
      long left = QUICK.toNanos();
      while (taken >= count && left > 0 && !closed) {
        left = given.awaitNanos(left);
      }
      boolean free = taken < count && !closed;
      if (free) {
        taken++;
        changed = System.nanoTime();
      }
      return free;
    } catch (InterruptedException e) { // so that Quartz ends
      return false;
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private void giveBack() {
    lock.lock();
    try {
      taken--;
      changed = System.nanoTime();
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean run(Runnable work) {
    boolean place = take();
    try {
      threads.execute(
          () -> {
            HAS_ONE.set(place);
            try {
              work.run();
            } catch (IllegalStateException e) {
              LOG.info("What an edition came to is written at the next start: {}", e.getMessage());
            } finally {
              if (place) {
                giveBack();
              }
            }
          });
    } catch (RejectedExecutionException e) { // what fired and was not begun is at the next start
      if (place) {
        giveBack();
      }
    }
    // Else Quartz would never fire a trigger of that show again.
    return true;
  }

  @Override
  public void close() {
    threads.shutdown();
    lock.lock();
    try {
      closed = true;
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What one shard sees of them. */
  ThreadPool shared() {
    return new Shared();
  }

  /** Public for Quartz, which gives it names by reflection. */
  public final class Shared implements ThreadPool {

    @Override
    public boolean runInThread(Runnable work) {
      return run(work);
    }

    @Override
    public int blockForAvailableThreads() {
      return free();
    }

    @Override
    public void initialize() {}

    /** The other shards go on. */
    @Override
    public void shutdown(boolean waits) {}

    @Override
    public int getPoolSize() {
      return count;
    }

    @Override
    public void setInstanceId(String id) {}

    @Override
    public void setInstanceName(String name) {}
  }
}
