package larksong.studio;

import larksong.model.Edition;

/**
 * Another node makes the edition, as this one was away for too long; what was made here is void.
 */
public final class TakenOverException extends StudioException {

  private static final long serialVersionUID = 1L;

  public TakenOverException(Edition edition) {
    super(
        Stage.PUBLISH,
        "Another node took over '" + edition + "' while this one was away. What it makes counts.");
  }
}
