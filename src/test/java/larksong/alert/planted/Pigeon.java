package larksong.alert.planted;

import java.io.IOException;
import larksong.alert.Messenger;

/** An adapter that no program chooses, so that the rule is seen failing. */
public final class Pigeon implements Messenger {

  /** Makes one. */
  public static Messenger of(String name) {
    return new Pigeon();
  }

  /** Makes none. */
  public static boolean isKnown(String name) {
    return name.equals("pigeon");
  }

  @Override
  public void tell(String title, String text) throws IOException {
    throw new IOException("lost its way");
  }
}
