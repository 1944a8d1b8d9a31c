package larksong.alert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import larksong.process.Program;

/** Gives each message to a program on its standard input, the title as the first line. */
public record CommandMessenger(List<String> command) implements Messenger {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @Override
  public void tell(String title, String text) throws IOException {
    try (Program program = Program.start("'" + command.get(0) + "'", command, DEADLINE)) {
      try (OutputStream in = program.input()) {
        in.write((title + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        program.check(); // it ended without reading, which is its right
      }
      program.drain();
      program.check();
    }
  }
}
