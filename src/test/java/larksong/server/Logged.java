package larksong.server;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Every line of every logger while it is open, as it was before anything was taken out of it. */
final class Logged implements AutoCloseable {

  private final List<LogRecord> entries = new ArrayList<>();
  private final Logger all = Logger.getLogger("");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          synchronized (entries) {
            entries.add(entry);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  Logged() {
    all.addHandler(handler);
  }

  /** All of them. */
  String text() {
    return String.join("\n", lines(""));
  }

  /** Those of loggers whose names begin so. */
  List<String> lines(String logger) {
    synchronized (entries) {
      return entries.stream()
          .filter(entry -> String.valueOf(entry.getLoggerName()).startsWith(logger))
          .map(entry -> new SimpleFormatter().formatMessage(entry) + " " + entry.getThrown())
          .toList();
    }
  }

  @Override
  public void close() {
    all.removeHandler(handler);
  }
}
