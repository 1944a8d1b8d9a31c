package larksong.audio;

import java.io.IOException;

/** Sound that can be played through any number of times: 16-bit mono samples. */
@FunctionalInterface
public interface Samples {

  /** Sends all samples in order. */
  void sendTo(Sink sink) throws IOException;

  /** Takes samples as they come; the array belongs to the sender. */
  @FunctionalInterface
  interface Sink {
    void take(short[] samples, int count) throws IOException;
  }
}
