package larksong.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where logs go: standard error, one line each; libraries only when something is wrong. */
final class Logs {

  private static final Logger ROOT = Logger.getLogger("");

  /** Kept here, because a logger that nobody holds forgets its level. */
  private static final Logger OURS = Logger.getLogger("larksong");

  /** Reports a port in use as severe; the command says it better. */
  private static final Logger SERVER = Logger.getLogger("io.javalin");

  private Logs() {}

  /** For commands: warnings of ours, and nothing of the libraries. */
  static void quiet() {
    install(Level.WARNING, Level.SEVERE);
  }

  /** For the server: the story of a morning. */
  static void telling() {
    install(Level.INFO, Level.WARNING);
  }

  private static void install(Level ours, Level libraries) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setFormatter(new OneLine());
    console.setLevel(Level.ALL);
    ROOT.addHandler(console);
    ROOT.setLevel(libraries);
    OURS.setLevel(ours);
    SERVER.setLevel(Level.OFF);
  }

  /** A failure's stack, for those who ask for it with the environment variable LARKSONG_DEBUG. */
  static void debug(Throwable failure) {
    if (System.getenv("LARKSONG_DEBUG") != null) {
      StringWriter stack = new StringWriter();
      failure.printStackTrace(new PrintWriter(stack));
      OURS.severe(stack.toString());
    }
  }

  /** One line for each entry; libraries know nothing of tokens, so theirs are taken out here. */
  static final class OneLine extends Formatter {

    private static final Pattern SECRET =
        Pattern.compile("(/(?:t|enter|arrivals)/)[^\\s\"'<>,;)}\\]]+|(?<=[?&=])[^\\s&\"'<>]{16,}");

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord entry) {
      String told =
          formatMessage(entry) + (entry.getThrown() == null ? "" : " (" + entry.getThrown() + ")");
      return TIME.format(entry.getInstant())
          + " "
          + entry.getLevel().getName().toLowerCase(Locale.ROOT)
          + " "
          + (isOurs(entry) ? told : SECRET.matcher(told).replaceAll(OneLine::without))
          + System.lineSeparator();
    }

    private static boolean isOurs(LogRecord entry) {
      return String.valueOf(entry.getLoggerName()).startsWith(OURS.getName());
    }

    private static String without(MatchResult secret) {
      return (secret.group(1) == null ? "" : secret.group(1)) + "-";
    }
  }
}
