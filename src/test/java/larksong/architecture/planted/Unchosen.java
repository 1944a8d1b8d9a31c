package larksong.architecture.planted;

import java.io.IOException;
import java.util.function.Function;
import larksong.alert.Messenger;
import larksong.alert.planted.Pigeon;

/** Classes that make an adapter or only seem to; none is ever run. */
public final class Unchosen {

  private Unchosen() {}

  /** Knows the adapter and never makes it. */
  public static final class Mentions {
    static final Class<?> PIGEON = Pigeon.class;

    boolean isPigeon(Messenger messenger) {
      return messenger instanceof Pigeon && Pigeon.isKnown("pigeon");
    }
  }

  /** Makes it by its constructor. */
  public static final class Makes {
    Messenger messenger() {
      return new Pigeon();
    }
  }

  /** Makes it by its factory, later. */
  public static final class MakesLater {
    Function<String, Messenger> factory() {
      return Pigeon::of;
    }
  }

  /** Passes on to another, and is no adapter. */
  public record Decorator(Messenger inner) implements Messenger {
    @Override
    public void tell(String title, String text) throws IOException {
      inner.tell(title, text);
    }
  }
}
