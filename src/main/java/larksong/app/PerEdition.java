package larksong.app;

import java.util.function.Function;
import larksong.model.Draft;
import larksong.model.Rundown;
import larksong.script.ScriptWriter;
import larksong.script.WritingException;

/**
 * Has each edition written by a writer of its own, who knows all of it from the beginning.
 *
 * @param usual one that goes by the name of each of them
 */
record PerEdition(ScriptWriter usual, Function<Rundown, ScriptWriter> writers)
    implements ScriptWriter {

  @Override
  public String name() {
    return usual.name();
  }

  @Override
  public String fingerprint() {
    return usual.fingerprint();
  }

  @Override
  public Draft write(Rundown rundown) throws WritingException {
    return writers.apply(rundown).write(rundown);
  }
}
