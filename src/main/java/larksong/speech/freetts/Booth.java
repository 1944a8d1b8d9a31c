package larksong.speech.freetts;

import com.sun.speech.freetts.Voice;
import java.util.ArrayDeque;
import java.util.Deque;
import larksong.speech.SpeechException;

/**
 * The voice objects of one voice, each for one caller at a time.
 *
 * <p>Loading one costs as much as speaking a thousand words with it. So another is loaded only
 * after a long text: a short show waits for its one voice and is spoken no later, a long one is
 * spoken by as many as ask.
 */
final class Booth {

  /** Characters, about 2,500 words. */
  private static final int LONG_TEXT = 15_000;

  private final String name;
  private final Deque<Voice> idle = new ArrayDeque<>();
  private int voices;
  private int waiting;

  /** Characters since nobody spoke or waited. */
  private long spoken;

  Booth(String name) {
    this.name = name;
  }

  /** A voice for so many characters; waits for one, or loads it. */
  Voice borrow(int characters) throws SpeechException, InterruptedException {
    synchronized (this) {
      spoken += characters;
      while (idle.isEmpty() && voices > 0 && spoken < (long) voices * LONG_TEXT) {
        waiting++;
        try {
          wait();
        } finally {
          waiting--;
        }
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
      voices++;
    }
    try {
      return FreeTtsSynthesizer.load(name);
    } catch (SpeechException | RuntimeException e) {
      lose();
      throw e;
    }
  }

  synchronized void giveBack(Voice voice) {
    idle.push(voice);
    if (waiting == 0 && idle.size() == voices) {
      spoken = 0;
    }
    notifyAll();
  }

  /** One that hangs or fails is never used again. */
  synchronized void lose() {
    voices--;
    notifyAll();
  }
}
