package larksong.speech.freetts;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import larksong.process.Daemons;
import larksong.speech.SpeechException;
import larksong.speech.Synthesizer;

/** Speaks with FreeTTS, in this process. */
public final class FreeTtsSynthesizer implements Synthesizer {

  private static final int SAMPLE_RATE = 16_000;
  private static final List<String> VOICES = List.of("kevin", "kevin16");

  /** A sentence of this many characters is none; its time grows with the square of a word's. */
  private static final int LONGEST_TEXT = 20_000;

  /** A warm voice speaks thousands of times as fast as it sounds. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** Loading is not safe under concurrency, not even for two different voices. */
  private static final Object LOADING = new Object();

  private final Map<String, Booth> booths = new TreeMap<>();
  private final ExecutorService speakers = Executors.newCachedThreadPool(new Daemons("freetts"));

  @Override
  public String engine() {
    return "freetts";
  }

  @Override
  public List<String> voices() {
    return VOICES;
  }

  @Override
  public Optional<Locale> language(String voice) {
    return Optional.of(Locale.US).filter(language -> VOICES.contains(voice));
  }

  @Override
  public boolean needsWords() {
    return true;
  }

  @Override
  public int sampleRate() {
    return SAMPLE_RATE;
  }

  @Override
  public short[] speak(String text, String name, double pace) throws SpeechException {
    if (!VOICES.contains(name)) {
      throw SpeechException.unknownVoice(this, name);
    }
    if (text.isBlank()) {
      return new short[0];
    }
    if (text.length() > LONGEST_TEXT) {
      throw SpeechException.tooLong(LONGEST_TEXT, text.length());
    }
    Booth booth = booth(name);
    Voice voice = borrowed(booth, text);
    short[] samples;
    try {
      samples = withinDeadline(voice, text, pace);
    } catch (SpeechException e) {
      booth.lose();
      throw e;
    }
    booth.giveBack(voice);
    if (samples.length == 0) {
      throw new SpeechException("The voice 'freetts:" + name + "' made no sound for a sentence.");
    }
    return samples;
  }

  /** The thread of a voice that hangs is a daemon and is left alone. */
  private short[] withinDeadline(Voice voice, String text, double pace) throws SpeechException {
    Future<short[]> speaking = speakers.submit(() -> render(voice, text, pace));
    try {
      return speaking.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SpeechException("FreeTTS did not finish a sentence within 20 seconds.", e);
    } catch (ExecutionException e) {
      throw new SpeechException("FreeTTS failed on a sentence: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpeechException("Speaking was interrupted.", e);
    } finally {
      speaking.cancel(true);
    }
  }

  private static short[] render(Voice voice, String text, double pace) {
    PcmSink sink = new PcmSink();
    voice.setAudioPlayer(sink);
    voice.setDurationStretch((float) (1 / pace));
    voice.speak(text);
    return sink.samples(SAMPLE_RATE);
  }

  private static Voice borrowed(Booth booth, String text) throws SpeechException {
    try {
      return booth.borrow(text.length());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpeechException("Speaking was interrupted.", e);
    }
  }

  private Booth booth(String name) {
    synchronized (booths) {
      return booths.computeIfAbsent(name, Booth::new);
    }
  }

  static Voice load(String name) throws SpeechException {
    synchronized (LOADING) {
      for (Voice voice : new KevinVoiceDirectory().getVoices()) {
        if (voice.getName().equals(name)) {
          voice.allocate();
          // Render in the caller's thread: the queue's thread would swallow errors and hang.
          voice.getOutputQueue().close();
          voice.setOutputQueue(null);
          return voice;
        }
      }
    }
    throw new SpeechException("The voice 'freetts:" + name + "' is not in this installation.");
  }

  @Override
  public void close() {
    speakers.shutdownNow();
  }
}
