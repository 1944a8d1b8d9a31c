package larksong.it;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import larksong.app.Larksong;
import larksong.model.EditionId;

/** A process that deletes an edition, as a command does. */
public final class DeletingProcess {

  /** Printed just before it begins. */
  static final String BEGINS = "deletes";

  private DeletingProcess() {}

  /** Arguments: a home, its configuration, and an edition. */
  public static void main(String[] arguments) throws Exception {
    try (Larksong larksong =
        Larksong.open(
            Path.of(arguments[0]), Path.of(arguments[1]), Map.of(), Clock.systemUTC(), false)) {
      larksong.library().episodes("morning"); // what opening takes is over
      System.out.println(BEGINS);
      larksong.deletion().delete(EditionId.parse(arguments[2]));
    }
  }
}
