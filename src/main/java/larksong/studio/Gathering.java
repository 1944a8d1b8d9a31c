package larksong.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.process.Memory;
import larksong.source.Source;
import larksong.source.SourceException;

/** Reads all sources side by side; whatever goes wrong in one is a gap and nothing more. */
final class Gathering {

  private static final long SECONDS_PER_SOURCE = 120;

  private final ExecutorService executor;
  private final StudioListener listener;

  Gathering(ExecutorService executor, StudioListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  Gathered gather(List<Source> sources, Edition edition) throws InterruptedException {
    List<Future<Gathered>> readings = new ArrayList<>();
    for (Source source : sources) {
      readings.add(executor.submit(() -> source.gather(edition)));
    }
    List<Item> items = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      Gathered gathered = gathered(sources.get(i).name(), readings.get(i));
      items.addAll(gathered.items());
      gaps.addAll(gathered.gaps());
      findings.addAll(gathered.findings());
      listener.progressed(Stage.GATHER, i + 1, readings.size());
    }
    return new Gathered(items, gaps, findings);
  }

  private static Gathered gathered(String source, Future<Gathered> reading)
      throws InterruptedException {
    String reason;
    try {
      return reading.get(SECONDS_PER_SOURCE, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      reading.cancel(true);
      reason = "Could not read '" + source + "': it took longer than two minutes.";
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      // The message of an unexpected failure may quote private text; its kind does not.
      reason =
          cause instanceof SourceException
              ? String.valueOf(cause.getMessage())
              : "Could not read '" + source + "': " + unexpected(e);
    }
    return new Gathered(List.of(), List.of(new Gap(source, reason)));
  }

  private static String unexpected(ExecutionException failure) {
    Throwable cause = failure.getCause();
    return Memory.ranOut(failure)
        ? Memory.words()
        : "unexpected "
            + (cause == null ? failure : cause).getClass().getSimpleName()
            + ". Please report it.";
  }
}
