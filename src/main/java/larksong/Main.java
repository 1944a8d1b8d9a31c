package larksong;

import larksong.cli.Cli;

/** Starts the program. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("produce")) {
      ShortRun.begin();
    }
    System.exit(Cli.run(arguments));
  }
}
