package larksong.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** All programs at work. None outlives this process, if the system lets it end in order. */
final class Register {

  private static final Set<Program> AT_WORK = ConcurrentHashMap.newKeySet();

  /** Who starts a program reads, so that none is started behind the back of the end. */
  private static final ReadWriteLock STARTING = new ReentrantReadWriteLock();

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static final long LONGEST_STOP = 10;

  private static boolean stopping;

  static {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(Register::stop, "program-register"));
    } catch (IllegalStateException e) {
      stopping = true; // nothing was started, and nothing will be
    }
  }

  private Register() {}

  /** Starts a program. */
  @FunctionalInterface
  interface Starter {
    Program start() throws ProgramException;
  }

  static Program start(String name, Starter starter) throws ProgramException {
    STARTING.readLock().lock();
    try {
      if (stopping) {
        throw new ProgramException(name + " was not started, because Larksong is being stopped.");
      }
      Program program = starter.start();
      AT_WORK.add(program);
      return program;
    } finally {
      STARTING.readLock().unlock();
    }
  }

  static void leave(Program program) {
    AT_WORK.remove(program);
  }

  /** For tests. */
  static boolean has(Program program) {
    return AT_WORK.contains(program);
  }

  private static void stop() {
    STARTING.writeLock().lock();
    try {
      stopping = true;
    } finally {
      STARTING.writeLock().unlock();
    }
    AT_WORK.forEach(Program::stop);
  }

  /**
   * Waits for the end of this process, so that nobody takes for a program's failure, and writes
   * down, what is the end of everything. Whoever is interrupted meanwhile goes on.
   */
  static void awaitTheEnd() throws InterruptedException {
    NEVER.await(LONGEST_STOP, TimeUnit.SECONDS);
  }
}
