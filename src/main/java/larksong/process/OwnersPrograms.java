package larksong.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.egress.StaysHereException;
import larksong.model.Departure;

/**
 * Gives something to programs that the owner named. Nobody knows what they do with it, unless the
 * owner says so: else it is noted as what leaves, and nothing is given to them where nothing may.
 */
public final class OwnersPrograms {

  private final EgressRecord record;
  private final boolean offline;

  /** Where nothing may leave, none is started. */
  public OwnersPrograms(EgressRecord record, boolean offline) {
    this.record = record;
    this.offline = offline;
  }

  /**
   * What is asked of a program.
   *
   * @param name what messages call it
   * @param deadline when it is ended, with all that it started
   * @param most how many bytes it may answer
   * @param staysHere whether the owner says that it passes nothing on
   */
  public record Task(
      String name, List<String> command, Duration deadline, int most, boolean staysHere) {

    public Task {
      command = List.copyOf(command);
    }

    /** Of a program that may pass on what it is given. */
    public Task(String name, List<String> command, Duration deadline, int most) {
      this(name, command, deadline, most, false);
    }

    private String place() {
      return "program " + Path.of(command.get(0)).getFileName() + " on this machine";
    }
  }

  /**
   * What a program answers to this on its standard input.
   *
   * @param errand to whom it is, and what goes along
   * @param shown how many bytes lie in files that it is told of
   * @throws ProgramException if it may not be started, failed, was late, or did not stop printing
   */
  public byte[] answer(Task task, Errand errand, byte[] given, long shown) throws ProgramException {
    if (offline && !task.staysHere()) {
      throw new ProgramException(
          task.name()
              + " is not started, because of --offline: it could pass on what it is given. Leave"
              + " out --offline to start it.");
    }
    try (Program program = Program.start(task.name(), task.command(), task.deadline())) {
      note(task, errand, given.length + shown);
      return program.answer(given, task.most());
    }
  }

  private void note(Task task, Errand errand, long bytes) throws ProgramException {
    try {
      Departure departure = errand.leaving(task.place(), List.of(), bytes);
      if (!task.staysHere()) {
        record.note(departure);
      }
    } catch (StaysHereException e) {
      throw new ProgramException(task.name() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ProgramException(
          task.name() + " was given nothing, because it could not be noted. " + e.getMessage(), e);
    }
  }
}
