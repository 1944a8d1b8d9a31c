package larksong.library;

import larksong.model.Edition;

/** An edition has another recording than the one that was to be replaced. */
public final class ReplacedMeanwhileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReplacedMeanwhileException(Edition edition) {
    super("'" + edition.id() + "' got another recording meanwhile. Look again what is there.");
  }
}
