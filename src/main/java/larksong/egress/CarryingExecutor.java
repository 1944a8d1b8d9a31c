package larksong.egress;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Hands work to other threads together with the errand that it is part of. */
public final class CarryingExecutor extends AbstractExecutorService {

  private final ExecutorService threads;

  /** It is shut down with this one. */
  public CarryingExecutor(ExecutorService threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable work) {
    Errand errand = Errand.current();
    threads.execute(
        () -> {
          Errand.Scope scope = errand.begin();
          try {
            work.run();
          } finally {
            scope.close();
          }
        });
  }

  @Override
  public void shutdown() {
    threads.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return threads.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return threads.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }
}
