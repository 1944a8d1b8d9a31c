package larksong.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import larksong.egress.Errand;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.process.OwnersPrograms;
import larksong.process.Program;
import larksong.process.ProgramException;

/** Gives each message to a program on its standard input, the title as the first line. */
public record CommandMessenger(List<String> command, OwnersPrograms programs) implements Messenger {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Nobody reads it. */
  private static final int LARGEST_ANSWER = 1 << 20;

  @Override
  public void tell(String title, String text) throws IOException {
    check();
    String name = "'" + command.get(0) + "'";
    try {
      programs.answer(
          new OwnersPrograms.Task(name, command, DEADLINE, LARGEST_ANSWER),
          Errand.current()
              .to(Purpose.ALERT, "command")
              .carrying(List.of(Part.of("message", "title", "text")), Errand.current().level()),
          (title + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8),
          0);
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
