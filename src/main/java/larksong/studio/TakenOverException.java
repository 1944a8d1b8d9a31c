package larksong.studio;

import larksong.model.Edition;

/** Another node makes the edition, or made it already; what was made here is void. */
public final class TakenOverException extends StudioException {

  private static final long serialVersionUID = 1L;

  public TakenOverException(Edition edition) {
    super(
        Stage.PUBLISH,
        "Another node took '" + edition + "', or made it already. What it makes counts.");
  }
}
