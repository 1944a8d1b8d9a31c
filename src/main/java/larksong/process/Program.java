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
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A program at work: what it prints is read, its time is limited, and at the end nothing is left of
 * it or of what it started.
 */
public final class Program implements AutoCloseable {

  private static final int MOST_MESSAGES = 8192;

  /** A program that a signal ended has this exit code and more. */
  private static final int FIRST_SIGNAL = 128;

  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long IN_A_WHILE = TimeUnit.MILLISECONDS.toNanos(20);

  /** How long after its deadline a program that was ended may still be seen. */
  private static final long GRACE = 10_000;

  private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

  /** Why nobody reads a program any more. */
  private enum End {
    LATE,
    STOPPED,
    CLOSED
  }

  private final String name;
  private final List<String> command;
  private final Family family;
  private final Process process;
  private final Duration deadline;
  private final Output output;
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Thread drain;
  private final ScheduledFuture<?> expiry;
  private final @Nullable ScheduledFuture<?> looks;
  private volatile @Nullable End end;

  private Program(String name, List<String> command, Family family, Duration deadline) {
    this.name = name;
    this.command = command;
    this.family = family;
    this.process = family.process();
    this.deadline = deadline;
    this.output = new Output(process.getInputStream(), this, SOON);
    this.drain = new Daemons(name + "-messages").newThread(this::collectMessages);
    this.drain.start();
    this.expiry =
        WATCHDOG.schedule(() -> end(End.LATE), deadline.toMillis(), TimeUnit.MILLISECONDS);
    this.looks =
        family.forgets()
            ? WATCHDOG.scheduleWithFixedDelay(family::remember, 20, 200, TimeUnit.MILLISECONDS)
            : null;
  }

  /**
   * Starts it.
   *
   * @param name what messages call it
   * @param deadline when it is ended, with all that it started
   */
  public static Program start(String name, List<String> command, Duration deadline)
      throws ProgramException {
    if (!isInstalled(command.get(0))) {
      throw new ProgramException(
          name + " could not be started: " + absence(command.get(0)) + ". Install or correct it.");
    }
    return Register.start(
        name,
        () -> {
          try {
            return new Program(name, command, Family.start(command), deadline);
          } catch (IOException e) {
            throw new ProgramException(name + " could not be started: " + reason(e) + ".", e);
          }
        });
  }

  private static String absence(String program) {
    return program.contains(File.separator) && Files.exists(Path.of(program))
        ? "its file may not be run"
        : "there is no such program";
  }

  /** The system's words, without those of Java. */
  private static String reason(IOException failure) {
    return String.valueOf(failure.getMessage())
        .replaceFirst("(?s)^Cannot run program .*?error=\\d+, ", "");
  }

  /** Whether there is a program of this name, or at this path, that may be run. */
  public static boolean isInstalled(String program) {
    if (program.contains(File.separator)) {
      return isProgram(Path.of(program));
    }
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> isProgram(Path.of(folder, program)));
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  public OutputStream input() {
    return process.getOutputStream();
  }

  /** What it prints, up to its end or its deadline, whichever is sooner. */
  public InputStream output() {
    return output;
  }

  /**
   * What it answers to this on its standard input, which it need not read. Both go on at once, so
   * that neither side waits for the other.
   *
   * @param most how many bytes it may answer
   * @throws ProgramException if it failed, was late, or did not stop printing
   */
  public byte[] answer(byte[] given, int most) throws ProgramException {
    Thread giving = new Daemons(name + "-input").newThread(() -> give(given));
    giving.start();
    byte[] answer;
    try {
      answer = output.readNBytes(most + 1);
    } catch (ProgramException e) {
      throw e;
    } catch (IOException e) {
      check();
      throw new ProgramException(name + "'s output could not be read.", e);
    }
    if (answer.length > most) {
      throw new ProgramException(
          String.format(
              Locale.ROOT, "%s printed more than %,d bytes and was ended.", name, (long) most));
    }
    check();
    return answer;
  }

  private void give(byte[] given) {
    try (OutputStream in = input()) {
      in.write(given);
    } catch (IOException e) {
      return; // it does not read to the end, which is its right; its exit code says if it minds
    }
  }

  /** Reads what it prints to standard output to the end. */
  public void drain() throws ProgramException {
    try {
      output.transferTo(OutputStream.nullOutputStream());
    } catch (ProgramException e) {
      throw e;
    } catch (IOException e) {
      check();
      throw new ProgramException(name + "'s output could not be read.", e);
    }
  }

  /** Waits for its end and throws its own words if it failed. */
  public void check() throws ProgramException {
    boolean gone;
    try {
      gone = process.waitFor(deadline.toMillis() + GRACE, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    checkTurn();
    if (!gone) {
      throw late();
    }
    int code = process.exitValue();
    if (code != 0) {
      throw new ProgramException(
          name + " failed (" + code + "): " + lastMessage(), code < FIRST_SIGNAL);
    }
  }

  /** Throws the reason if it is no longer this thread's business to read it. */
  void checkTurn() throws ProgramException {
    End ended = end;
    if (ended == End.LATE) {
      throw late();
    }
    if (ended == End.STOPPED) {
      try {
        Register.awaitTheEnd();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted(e);
      }
      throw new ProgramException(name + " was ended, because Larksong is being stopped.");
    }
    if (ended == End.CLOSED) {
      throw new ProgramException(name + " was ended.");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(null);
    }
  }

  private ProgramException late() {
    return new ProgramException(
        name + " did not finish within " + deadline.toMillis() + " ms and was ended.");
  }

  private ProgramException interrupted(@Nullable InterruptedException cause) {
    String message = name + " was interrupted.";
    return cause == null ? new ProgramException(message) : new ProgramException(message, cause);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its last words, without the files that they name. */
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
    return text.isEmpty()
        ? "it gave no reason"
        : new LastWords(command).of(text.lines().reduce(text, (a, b) -> b));
  }

  private void collectMessages() {
    byte[] buffer = new byte[1024];
    try (InputStream in = new Output(process.getErrorStream(), this, IN_A_WHILE)) {
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

  /** Ends it because this process ends. */
  void stop() {
    end(End.STOPPED);
  }

  private synchronized void end(End why) {
    if (end == null) {
      end = why;
      family.end();
    }
  }

  @Override
  public void close() {
    expiry.cancel(false);
    if (looks != null) {
      looks.cancel(false);
    }
    end(End.CLOSED);
    closeQuietly(process.getInputStream());
    closeQuietly(process.getErrorStream());
    LockSupport.unpark(drain);
    Register.leave(this);
  }

  /** Its standard input is closed by whoever writes there, or with its end. */
  private static void closeQuietly(InputStream pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      return; // nothing that was read is lost
    }
  }

  private static ScheduledThreadPoolExecutor watchdog() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, new Daemons("program-watchdog"));
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
