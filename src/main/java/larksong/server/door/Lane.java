package larksong.server.door;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import larksong.process.Daemons;
import org.eclipse.jetty.util.VirtualThreads;

/** Threads of one kind of request, which no other kind can take. */
final class Lane implements AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Executor executor;

  private Lane(Executor executor) {
    this.executor = executor;
  }

  /**
   * A lane with threads of its own, which end when there is nothing to do.
   *
   * @param waiting how many requests may wait for one of them
   */
  static Lane of(String name, int threads, int waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(waiting),
            new Daemons("larksong-" + name));
    pool.allowCoreThreadTimeOut(true);
    return new Lane(pool);
  }

  /** A virtual thread for each request where Java has them (JEP 444); else so many threads. */
  static Lane ofListeners(int threads, int waiting) {
    Executor virtual = VirtualThreads.getDefaultVirtualThreadsExecutor();
    return virtual == null ? of("listening", threads, waiting) : new Lane(virtual);
  }

  /** False if too many wait already. */
  boolean run(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (executor instanceof ThreadPoolExecutor pool) {
      pool.shutdown();
    }
  }
}
