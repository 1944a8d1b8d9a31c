package larksong.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import larksong.config.Kind;
import larksong.files.Fingerprint;
import larksong.files.Pcm;
import larksong.files.WholeFile;
import larksong.model.Clip;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Speech;
import larksong.model.Voice;
import larksong.spoken.Sentences;
import larksong.spoken.Spoken;

/** Has a script spoken, sentence by sentence, so that every sentence's place is measured. */
public final class Narrator {

  /** Hears how many sentences of how many are spoken. */
  @FunctionalInterface
  public interface Progress {
    void spoken(int done, int total);
  }

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]");
  private static final long SECONDS_PER_SENTENCE = 120;

  private final Map<String, Synthesizer> engines;
  private final ExecutorService executor;

  /** Engines by name; the sentences are spoken side by side on the executor. */
  public Narrator(Map<String, Synthesizer> engines, ExecutorService executor) {
    this.engines = Map.copyOf(engines);
    this.executor = executor;
  }

  /**
   * Speaks the script into PCM files in the folder; a file that is there already is not spoken
   * again.
   *
   * @throws SpeechException if a sentence could not be spoken twice in a row
   */
  public Speech narrate(
      Script script, Show show, Kind.Pauses pauses, Path folder, Progress progress)
      throws SpeechException, InterruptedException {
    for (Voice voice : show.voices().values()) {
      if (!engine(voice).speaks(script.language())) {
        throw new SpeechException(
            "The voice '"
                + voice
                + "' does not speak '"
                + script.language().toLanguageTag()
                + "'. Set the show's language to en, or its voices to an engine that does.");
      }
    }
    Speakable speakable =
        new Speakable(
            Spoken.of(script.language())
                .orElseThrow(
                    () ->
                        new SpeechException(
                            "No voice speaks '" + script.language() + "'. Languages: en.")));
    List<Utterance> utterances = utterances(script, show, pauses);
    List<Future<Clip>> clips = new ArrayList<>();
    for (Utterance utterance : utterances) {
      Callable<Clip> speaking = () -> clip(utterance, speakable, folder);
      clips.add(executor.submit(speaking));
    }
    try {
      return new Speech(rate(show), collected(clips, progress));
    } finally {
      clips.forEach(clip -> clip.cancel(true));
    }
  }

  private static List<Clip> collected(List<Future<Clip>> futures, Progress progress)
      throws SpeechException, InterruptedException {
    List<Clip> clips = new ArrayList<>();
    int done = 0;
    for (Future<Clip> future : futures) {
      try {
        Clip clip = future.get(SECONDS_PER_SENTENCE, TimeUnit.SECONDS);
        if (clip.samples() > 0) {
          clips.add(clip);
        }
        progress.spoken(++done, futures.size());
      } catch (TimeoutException e) {
        throw new SpeechException("A sentence was not spoken within two minutes.", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SpeechException speech) {
          throw speech;
        }
        throw new SpeechException("A sentence could not be spoken: " + e.getCause(), e);
      }
    }
    if (clips.isEmpty()) {
      throw new SpeechException("The script has no word that the voice can say.");
    }
    return clips;
  }

  /** A sentence with its place, its voice, and the silence after it. */
  private record Utterance(
      int segment, int line, String speaker, Voice voice, String text, Duration pause) {}

  private static List<Utterance> utterances(Script script, Show show, Kind.Pauses pauses) {
    List<Utterance> utterances = new ArrayList<>();
    for (int s = 0; s < script.segments().size(); s++) {
      Segment segment = script.segments().get(s);
      for (int l = 0; l < segment.lines().size(); l++) {
        Line line = segment.lines().get(l);
        Duration usual = l == segment.lines().size() - 1 ? pauses.segment() : pauses.line();
        List<String> sentences = Sentences.of(line.text(), script.language());
        for (int i = 0; i < sentences.size(); i++) {
          Duration pause =
              i < sentences.size() - 1 ? pauses.sentence() : line.pause().orElse(usual);
          utterances.add(
              new Utterance(
                  s, l, line.speaker(), show.voiceOf(line.speaker()), sentences.get(i), pause));
        }
      }
    }
    return utterances;
  }

  private Clip clip(Utterance utterance, Speakable speakable, Path folder)
      throws SpeechException, IOException {
    String words = speakable.of(utterance.text());
    String name =
        "speech/" + Fingerprint.of(utterance.voice().toString(), words).substring(0, 20) + ".pcm";
    Path file = folder.resolve(name);
    // Marks alone are no words; a file of no length is what a crash of the machine left.
    if (WORD.matcher(words).find() && (!Files.exists(file) || Files.size(file) == 0)) {
      WholeFile.write(file, Pcm.bytes(spoken(words, utterance.voice())));
    }
    return new Clip(
        utterance.segment(),
        utterance.line(),
        utterance.speaker(),
        utterance.text(),
        words.length(),
        name,
        Files.exists(file) ? (int) (Files.size(file) / 2) : 0,
        utterance.pause());
  }

  /** An engine may stumble once. */
  private short[] spoken(String words, Voice voice) throws SpeechException {
    Synthesizer engine = engine(voice);
    try {
      return engine.speak(words, voice.name(), voice.pace());
    } catch (SpeechException e) {
      return engine.speak(words, voice.name(), voice.pace());
    }
  }

  private Synthesizer engine(Voice voice) throws SpeechException {
    Synthesizer engine = engines.get(voice.engine());
    if (engine == null) {
      throw new SpeechException(
          "No voice engine '"
              + voice.engine()
              + "'. Engines: "
              + String.join(", ", engines.keySet())
              + ".");
    }
    return engine;
  }

  private int rate(Show show) throws SpeechException {
    int rate = engine(show.voiceOf(Show.HOST)).sampleRate();
    for (Voice voice : show.voices().values()) {
      if (engine(voice).sampleRate() != rate) {
        throw new SpeechException("The show's voices have different sample rates. Use one engine.");
      }
    }
    return rate;
  }
}
