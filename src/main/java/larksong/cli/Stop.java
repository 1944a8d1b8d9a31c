package larksong.cli;

import java.io.PrintStream;
import larksong.model.Edition;
import larksong.studio.Stage;
import larksong.studio.StudioListener;
import org.jspecify.annotations.Nullable;

/** Says where a command stopped that a signal ended. */
final class Stop implements StudioListener {

  private volatile @Nullable Stage stage;
  private volatile boolean isStopped;
  private volatile boolean isOver;

  /** Waits for a signal, until the command is over. */
  void watch(PrintStream err) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(err), "larksong-stopped"));
  }

  private void stop(PrintStream err) {
    if (!isOver) {
      isStopped = true;
      err.println((Terminal.isWatched() ? System.lineSeparator() : "") + words());
      err.flush();
    }
  }

  String words() {
    Stage at = stage;
    return at == null ? "stopped" : "stopped at " + at.word() + "; the same command goes on there";
  }

  /** What fails from then on fails because of it. */
  boolean isStopped() {
    return isStopped;
  }

  /** The command ended by itself. */
  void over() {
    isOver = true;
  }

  @Override
  public void began(Edition edition, Stage begun) {
    stage = begun;
  }
}
