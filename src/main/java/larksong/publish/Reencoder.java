package larksong.publish;

import java.io.IOException;
import java.nio.file.Path;
import larksong.model.Episode;

/** Makes another file of an episode's sound, for a target that could not use the first. */
@FunctionalInterface
public interface Reencoder {

  /** The file, which stays beside the episode's until the target is done with it. */
  Path again(Episode episode) throws IOException;

  /** Takes the file away, if there is one. */
  default void done(Episode episode) throws IOException {}
}
