package larksong.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import larksong.app.Larksong;
import larksong.library.access.Accounts;
import larksong.library.store.Store;
import picocli.CommandLine.Command;

/** Sets the password of the studio's page. */
@Command(
    name = "password",
    description = "Sets the password of the studio's page; reads it from the terminal or a pipe.",
    footer = {"", "Example: larksong password"})
final class PasswordCommand extends Options {

  private static final int SHORTEST = 10;
  private static final int LONGEST = 200;

  @Override
  public Integer call() throws Exception {
    String password = read();
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw new UsageException(
          "Expected a password of " + SHORTEST + " to " + LONGEST + " characters.");
    }
    try (Larksong larksong = open()) {
      new Accounts(larksong.library().store()).setPassword(Store.OWNER, password);
      answer(
          Map.of("account", Store.OWNER),
          "The password is set. While 'larksong serve' runs, sign in at "
              + larksong.configuration().installation().publicUrl()
              + "/studio/ as '"
              + Store.OWNER
              + "'.");
      return ExitCode.DONE;
    }
  }

  private static String read() throws IOException {
    if (Terminal.isWatched()) {
      char[] typed = Objects.requireNonNull(System.console()).readPassword("Password: ");
      return new String(Objects.requireNonNullElse(typed, new char[0]));
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Objects.requireNonNullElse(in.readLine(), "");
  }
}
