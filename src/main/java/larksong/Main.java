package larksong;

import larksong.cli.Cli;

/** Starts the program. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Cli.run(arguments));
  }
}
