package larksong.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import larksong.process.Program;
import larksong.process.ProgramException;

/** Gives each message to a program on its standard input, the title as the first line. */
public record CommandMessenger(List<String> command) implements Messenger {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Nobody reads it. */
  private static final int LARGEST_ANSWER = 1 << 20;

  @Override
  public void tell(String title, String text) throws IOException {
    check();
    String name = "'" + command.get(0) + "'";
    try (Program program = Program.start(name, command, DEADLINE)) {
      program.answer((title + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8), LARGEST_ANSWER);
    } catch (ProgramException e) {
      // its own words may quote an address
      throw new IOException(
          name
              + " did not take the message. Give it a title and a text on its standard input to see"
              + " why, or check alerts.command",
          e);
    }
  }

  @Override
  public void check() throws IOException {
    if (!Program.isInstalled(command.get(0))) {
      throw new IOException("there is no program '" + command.get(0) + "'. Check alerts.command");
    }
  }
}
