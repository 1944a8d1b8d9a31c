package larksong.server.door;

import java.io.IOException;

/** Who sends a recording is so slow that they only hold a place. */
public final class SlowException extends IOException {

  private static final long serialVersionUID = 1L;

  SlowException() {
    super("Expected at least " + BodyPace.SLOWEST + " bytes a second.");
  }
}
