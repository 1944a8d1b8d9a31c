package larksong.speech.freetts;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
import larksong.speech.SpeechException;
import larksong.speech.Synthesizer;

/** Speaks with FreeTTS; each voice object serves one call at a time and is used again. */
public final class FreeTtsSynthesizer implements Synthesizer {

  private static final int SAMPLE_RATE = 16_000;
  private static final List<String> VOICES = List.of("kevin", "kevin16");

  /** A sentence of this many characters is none; its time grows with the square of a word's. */
  private static final int LONGEST_TEXT = 20_000;

  /** A warm voice speaks thousands of times as fast as it sounds. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** Loading is not safe under concurrency, not even for two different voices. */
  private static final Object LOADING = new Object();

  private final Map<String, Deque<Voice>> idle = new TreeMap<>();
  private final ExecutorService speakers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "freetts");
            thread.setDaemon(true);
            return thread;
          });

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
    Voice voice = borrow(name);
    short[] samples = withinDeadline(voice, text, pace);
    giveBack(name, voice);
    if (samples.length == 0) {
      throw new SpeechException("The voice 'freetts:" + name + "' made no sound for a sentence.");
    }
    return samples;
  }

  /** A voice that hangs or fails is not given back; its thread is a daemon and is left alone. */
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

  private Voice borrow(String name) throws SpeechException {
    synchronized (idle) {
      Voice voice = idle.computeIfAbsent(name, key -> new ArrayDeque<>()).poll();
      if (voice != null) {
        return voice;
      }
    }
    return load(name);
  }

  private void giveBack(String name, Voice voice) {
    synchronized (idle) {
      idle.computeIfAbsent(name, key -> new ArrayDeque<>()).push(voice);
    }
  }

  private static Voice load(String name) throws SpeechException {
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
    List<Voice> voices = new ArrayList<>();
    synchronized (idle) {
      idle.values().forEach(voices::addAll);
      idle.clear();
    }
    voices.forEach(voice -> voice.setAudioPlayer(null));
  }
}
