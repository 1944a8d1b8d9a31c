package larksong.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import larksong.process.Daemons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process does again and again, beside the schedule. */
final class Chores implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

  private static final int SIDE_BY_SIDE = 8;

  private final ScheduledExecutorService hands =
      Executors.newScheduledThreadPool(SIDE_BY_SIDE, new Daemons("larksong-chores"));

  void every(Duration pause, Runnable chore) {
    Future<?> unused =
        hands.scheduleWithFixedDelay(() -> once(chore), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void once(Runnable chore) {
    try {
      chore.run();
    } catch (Throwable e) { // whatever it is, the next time may do
      LOG.error("A chore failed: {}", e.getClass().getSimpleName());
    }
  }

  @Override
  public void close() {
    hands.shutdownNow();
  }
}
