package larksong.app;

import larksong.model.Edition;
import larksong.model.Gathered;
import larksong.source.Source;
import larksong.source.SourceException;

/** In place of a source with which an edition cannot be made; it is told as missing. */
record LeftOut(String name) implements Source {

  @Override
  public String fingerprint() {
    return "left out: " + name;
  }

  @Override
  public Gathered gather(Edition edition) throws SourceException {
    throw new SourceException(
        "Could not use '" + name + "': the edition could not be made with it. Please report it.");
  }
}
