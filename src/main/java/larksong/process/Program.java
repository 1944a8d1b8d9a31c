package larksong.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program at work: its messages are drained, its time is limited, and it is reaped at the end.
 */
public final class Program implements AutoCloseable {

  private static final int MOST_MESSAGES = 8192;

  /** A program that a signal ended has this exit code and more. */
  private static final int FIRST_SIGNAL = 128;

  private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

  private final String name;
  private final Process process;
  private final Duration deadline;
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Thread drain;
  private final AtomicBoolean late = new AtomicBoolean();
  private final ScheduledFuture<?> end;

  private Program(String name, Process process, Duration deadline) {
    this.name = name;
    this.process = process;
    this.deadline = deadline;
    this.drain = new Thread(this::collectMessages, name + "-messages");
    this.drain.setDaemon(true);
    this.drain.start();
    this.end = WATCHDOG.schedule(this::expire, deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts it.
   *
   * @param name what messages call it
   * @param deadline when it is ended, with its children
   */
  public static Program start(String name, List<String> command, Duration deadline)
      throws ProgramException {
    try {
      return new Program(name, new ProcessBuilder(command).start(), deadline);
    } catch (IOException e) {
      throw new ProgramException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** Whether there is a program of this name, or at this path, that may be run. */
  public static boolean isInstalled(String program) {
    if (program.contains(File.separator)) {
      return Files.isExecutable(Path.of(program));
    }
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  public OutputStream input() {
    return process.getOutputStream();
  }

  public InputStream output() {
    return process.getInputStream();
  }

  /** Reads what it prints to standard output to the end. */
  public void drain() throws ProgramException {
    try {
      output().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      check();
      throw new ProgramException(name + "'s output broke off: " + e.getMessage(), e);
    }
  }

  /** Waits for its end and throws its own words if it failed. */
  public void check() throws ProgramException {
    int code;
    try {
      code = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProgramException(name + " was interrupted.", e);
    }
    if (late.get()) {
      throw new ProgramException(
          name + " did not finish within " + deadline.toMillis() + " ms and was ended.");
    }
    if (code != 0) {
      throw new ProgramException(
          name + " failed (" + code + "): " + lastMessage(), code < FIRST_SIGNAL);
    }
  }

  /** Its last words, without the folders that they name. */
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
    String last = text.isEmpty() ? "it gave no reason" : text.lines().reduce(text, (a, b) -> b);
    return last.replaceAll("/\\S*/", "");
  }

  private void collectMessages() {
    byte[] buffer = new byte[1024];
    try (InputStream in = process.getErrorStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        synchronized (messages) {
          if (messages.size() + read > MOST_MESSAGES) {
            byte[] said = messages.toByteArray();
            messages.reset();
            messages.write(said, said.length / 2, said.length - said.length / 2);
          }
          messages.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      return; // it was ended
    }
  }

  private void expire() {
    late.set(true);
    kill();
  }

  /** Its children too, in case the program is a script. */
  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    end.cancel(false);
    if (process.isAlive()) {
      kill();
    }
  }

  private static ScheduledThreadPoolExecutor watchdog() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, new Daemons("program-watchdog"));
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
