package larksong.audio.jave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import larksong.audio.EncodingException;
import ws.schild.jave.process.ProcessWrapper;

/**
 * One run of ffmpeg: its messages are drained, its time is limited, and it is reaped at the end.
 */
final class Ffmpeg implements AutoCloseable {

  private static final int MOST_MESSAGES = 8192;
  private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

  private final ProcessWrapper process;
  private final Duration deadline;
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Thread drain;
  private final AtomicBoolean late = new AtomicBoolean();
  private final ScheduledFuture<?> end;

  private Ffmpeg(ProcessWrapper process, Duration deadline) {
    this.process = process;
    this.deadline = deadline;
    this.drain = new Thread(this::collectMessages, "ffmpeg-messages");
    this.drain.setDaemon(true);
    this.drain.start();
    this.end = WATCHDOG.schedule(this::expire, deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  static Ffmpeg start(FfmpegLocator locator, List<String> arguments, Duration deadline)
      throws EncodingException {
    locator.locate();
    ProcessWrapper process = locator.createExecutor();
    List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file,pipe")
        .forEach(process::addArgument);
    arguments.forEach(process::addArgument);
    try {
      process.execute(true, true);
    } catch (IOException e) {
      throw new EncodingException("ffmpeg could not be started: " + e.getMessage(), e);
    }
    return new Ffmpeg(process, deadline);
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  InputStream output() {
    return process.getInputStream();
  }

  /** Reads what it prints to standard output to the end. */
  void drain() throws EncodingException {
    try {
      output().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new EncodingException("ffmpeg's output broke off: " + e.getMessage(), e);
    }
  }

  /** Waits for its end and throws its own words if it failed. */
  void check() throws EncodingException {
    int code = process.getProcessExitCode();
    if (late.get()) {
      throw new EncodingException(
          "ffmpeg did not finish within " + deadline.toSeconds() + " seconds and was ended.");
    }
    if (code != 0) {
      throw new EncodingException("ffmpeg failed (" + code + "): " + lastMessage());
    }
  }

  private String lastMessage() {
    try {
      drain.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String text;
    synchronized (messages) {
      text = messages.toString(StandardCharsets.UTF_8).strip();
    }
    // Paths are the owner's; only what ffmpeg says about them is of use.
    return text.isEmpty() ? "it gave no reason" : text.lines().reduce((a, b) -> b).orElse(text);
  }

  private void collectMessages() {
    byte[] buffer = new byte[1024];
    try (InputStream in = process.getErrorStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        synchronized (messages) {
          messages.write(
              buffer, 0, Math.min(read, MOST_MESSAGES - Math.min(MOST_MESSAGES, messages.size())));
        }
      }
    } catch (IOException e) {
      return; // the process was ended
    }
  }

  private void expire() {
    late.set(true);
    process.destroy();
  }

  @Override
  public void close() {
    end.cancel(false);
    process.destroy();
  }

  private static ScheduledThreadPoolExecutor watchdog() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ffmpeg-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
