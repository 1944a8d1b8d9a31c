package larksong.schedule;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
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

  private static final long LOOK_MILLIS = 500;

  private final int count;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new Daemons("larksong-place"));
  private final ThreadLocal<Boolean> mine = ThreadLocal.withInitial(() -> false);
  private int taken;
  private int waiting;
  private long changed = System.nanoTime();
  private boolean closed;

  Places(int count) {
    this.count = count;
  }

  /** Whether the thread that asks has one. */
  boolean isMine() {
    return mine.get();
  }

  synchronized boolean isAnyTaken() {
    return taken > 0;
  }

  /** Whether none is free and none was given back lately. */
  synchronized boolean areStuck() {
    return taken >= count && System.nanoTime() - changed > QUICK.toNanos();
  }

  /** How many are free; looks for a while whether there will be any. */
  private synchronized int free() {
    if (count - taken - waiting <= 0) {
      pause(LOOK_MILLIS);
    }
    return Math.max(0, count - taken - waiting);
  }

  private synchronized boolean take() {
    long end = System.nanoTime() + QUICK.toNanos();
    waiting++;
    try {
      while (taken >= count && !closed && System.nanoTime() < end) {
        pause(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } finally {
      waiting--;
    }
    if (taken >= count || closed) {
      return false;
    }
    taken++;
    changed = System.nanoTime();
    return true;
  }

  /** Quartz's own threads are interrupted to look again. */
  private void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      closed |= threads.isShutdown();
    }
  }

  private synchronized void giveBack() {
    taken--;
    changed = System.nanoTime();
    notifyAll();
  }

  private boolean run(Runnable work) {
    boolean place = take();
    try {
      threads.execute(
          () -> {
            mine.set(place);
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
      return true;
    } catch (RejectedExecutionException e) {
      if (place) {
        giveBack();
      }
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    synchronized (this) {
      closed = true;
      notifyAll();
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
