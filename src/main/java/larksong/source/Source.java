package larksong.source;

import larksong.model.Edition;
import larksong.model.Gathered;

/** Something of the owner's that reports items for an edition. */
public interface Source {

  /** The name that the owner gave it, said aloud when it cannot be read. */
  String name();

  /**
   * Changes when what {@link #gather} would report may have changed: settings, and for files their
   * content. What lies on the web counts as unchanged until the owner asks again.
   */
  String fingerprint();

  /**
   * Reports the items of the edition's window: the same items for the same edition and content, an
   * empty list on a quiet day, and a gap for each part that could not be read.
   *
   * @throws SourceException if nothing could be read at all
   */
  Gathered gather(Edition edition) throws SourceException;
}
