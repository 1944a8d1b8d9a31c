package larksong.cli;

import java.io.Console;

/** Knows whether someone watches. */
final class Terminal {

  private Terminal() {}

  /** From Java 22 on there is always a console, and it knows whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isWatched() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before Java 22 a console is a terminal
    }
  }
}
