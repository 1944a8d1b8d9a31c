package larksong.process;

import java.util.concurrent.ThreadFactory;

/** Makes threads that do not keep the program from ending. */
public record Daemons(String name) implements ThreadFactory {

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
