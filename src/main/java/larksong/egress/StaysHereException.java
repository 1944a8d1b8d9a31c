package larksong.egress;

import java.io.IOException;

/** Something was to be sent that has to stay on this machine; none of it was. */
public final class StaysHereException extends IOException {

  private static final long serialVersionUID = 1;

  StaysHereException(String recipient, String word) {
    super(
        "'"
            + recipient
            + "' was given nothing: expected words that may leave this machine but they are "
            + word
            + ". Look at 'privacy' of the show's sources, or use what is on this machine");
  }
}
