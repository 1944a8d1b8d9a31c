package larksong.cli;

import java.io.PrintStream;
import larksong.cli.Cli.Surroundings;
import larksong.model.Edition;
import larksong.studio.Stage;
import larksong.studio.StageReport;
import larksong.studio.StudioListener;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a production is: a bar for each stage on a terminal, else a line. */
abstract class Progress implements StudioListener, AutoCloseable {

  private final Stop stop;

  private Progress(Stop stop) {
    this.stop = stop;
  }

  /** A bar where someone watches, a line where someone logs, nothing where a program reads. */
  static Progress on(Surroundings surroundings, boolean json) {
    Stop stop = surroundings.stop();
    if (json) {
      return new Nothing(stop);
    }
    return Terminal.isWatched()
        ? new Bars(stop, surroundings.err())
        : new Lines(stop, surroundings.err());
  }

  @Override
  public void began(Edition edition, Stage stage) {
    stop.began(edition, stage);
  }

  @Override
  public void close() {}

  private static String waitingFor(Edition edition) {
    return "Another run is working on " + edition + "; waiting for it to end.";
  }

  private static String told(StageReport report) {
    return report.name() + (report.reused() ? ": unchanged" : ": done in " + report.ms() + " ms");
  }

  private static final class Nothing extends Progress {
    Nothing(Stop stop) {
      super(stop);
    }
  }

  private static final class Lines extends Progress {

    private final PrintStream err;

    Lines(Stop stop, PrintStream err) {
      super(stop);
      this.err = err;
    }

    @Override
    public void waiting(Edition edition) {
      err.println(waitingFor(edition));
    }

    @Override
    public void ended(Edition edition, StageReport report) {
      err.println(told(report));
    }
  }

  private static final class Bars extends Progress {

    private final PrintStream err;
    private @Nullable ProgressBar bar;

    Bars(Stop stop, PrintStream err) {
      super(stop);
      this.err = err;
    }

    @Override
    public void waiting(Edition edition) {
      err.println(waitingFor(edition));
    }

    @Override
    public void began(Edition edition, Stage stage) {
      super.began(edition, stage);
      close();
      bar =
          new ProgressBarBuilder()
              .setTaskName(String.format("%-8s", stage.word()))
              .setInitialMax(1)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(50)
              .hideEta()
              .setConsumer(new ConsoleProgressBarConsumer(err))
              .build();
    }

    @Override
    public void progressed(Stage stage, int done, int total) {
      if (bar != null) {
        bar.maxHint(total).stepTo(done);
      }
    }

    @Override
    public void ended(Edition edition, StageReport report) {
      if (bar != null) {
        bar.setExtraMessage(report.reused() ? "unchanged" : report.ms() + " ms");
        bar.stepTo(bar.getMax());
      }
      close();
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
        bar = null;
      }
    }
  }
}
