package larksong.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larksong.process.Daemons;
import larksong.process.Memory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives work so much time and no more, so that one show that hangs takes nobody's place. */
final class TimeLimit implements AutoCloseable {

  /** For what has no plan. */
  static final Duration USUAL = Duration.ofMinutes(30);

  private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

  private final ExecutorService workers =
      Executors.newCachedThreadPool(new Daemons("larksong-edition"));

  /** What it came to; empty if it failed unexpectedly, or was still at work and is interrupted. */
  <T> Optional<T> within(Duration limit, Callable<T> work) throws InterruptedException {
    Future<T> running = workers.submit(work);
    try {
      return Optional.of(running.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      LOG.error("An edition took longer than {} and is given up", limit);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof InterruptedException) {
        throw (InterruptedException) new InterruptedException().initCause(cause);
      }
      LOG.error(
          "An edition failed: {}",
          Memory.ranOut(e)
              ? Memory.words()
              : "unexpected " + (cause == null ? e : cause).getClass().getSimpleName());
    } finally {
      running.cancel(true);
    }
    return Optional.empty();
  }

  /** Interrupts what is at work. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
