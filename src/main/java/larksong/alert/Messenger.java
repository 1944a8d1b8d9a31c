package larksong.alert;

import java.io.IOException;

/** A way to the owner. */
public interface Messenger {

  /** Tells it once; the caller remembers what was told. */
  void tell(String title, String text) throws IOException;

  /** Makes sure of what can be known without telling anything. */
  default void check() throws IOException {}
}
