package larksong.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import larksong.config.Kind;
import larksong.files.Fingerprint;
import larksong.files.HashedFiles;
import larksong.files.Pcm;
import larksong.model.Clip;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Speech;
import larksong.model.Voice;
import larksong.process.Memory;
import larksong.spoken.Sentences;
import larksong.spoken.Spoken;

/** Has a script spoken, sentence by sentence, so that every sentence's place is measured. */
public final class Narrator {

  /** Hears how many sentences of how many are spoken. */
  @FunctionalInterface
  public interface Progress {
    void spoken(int done, int total);
  }

  private static final String SPEECH = "speech";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");

  private final Map<String, Synthesizer> engines;
  private final SoundReader reader;
  private final Function<String, ExecutorService> executors;

  /**
   * Engines by name; an engine's sentences are spoken side by side on its executor. The reader
   * brings voices of different rates to one.
   */
  public Narrator(
      Map<String, Synthesizer> engines,
      SoundReader reader,
      Function<String, ExecutorService> executors) {
    this.engines = Map.copyOf(engines);
    this.reader = reader;
    this.executors = executors;
  }

  /**
   * Speaks the script into PCM files in the folder; a file that is there already and whole is not
   * spoken again. The host speaks the script's language; another speaker may have a voice of
   * another one.
   *
   * @throws SpeechException if a sentence could not be spoken twice in a row
   */
  public Speech narrate(
      Script script, Show show, Kind.Pauses pauses, Path folder, Progress progress)
      throws SpeechException, InterruptedException {
    checkHost(show.voiceOf(Show.HOST), script.language());
    int rate = rate(show);
    List<Utterance> utterances = utterances(script, show, pauses);
    HashedFiles kept = kept(folder);
    List<Future<Clip>> clips = new ArrayList<>();
    for (Utterance utterance : utterances) {
      Callable<Clip> speaking = () -> clip(utterance, script.language(), rate, kept);
      clips.add(executors.apply(utterance.voice().engine()).submit(speaking));
    }
    try {
      return new Speech(rate, collected(clips, progress));
    } finally {
      clips.forEach(clip -> clip.cancel(true));
    }
  }

  private static HashedFiles kept(Path folder) throws SpeechException {
    try {
      return HashedFiles.in(folder.resolve(SPEECH), ".pcm");
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  private static SpeechException unkept(IOException cause) {
    return new SpeechException(
        "A sentence could not be kept: " + cause.getMessage() + ". Check the disk.", cause);
  }

  private static List<Clip> collected(List<Future<Clip>> futures, Progress progress)
      throws SpeechException, InterruptedException {
    List<Clip> clips = new ArrayList<>();
    int done = 0;
    for (Future<Clip> future : futures) {
      try {
        Clip clip = future.get(); // each engine has a deadline; how long others are before it, none
        if (clip.samples() > 0) {
          clips.add(clip);
        }
        progress.spoken(++done, futures.size());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SpeechException speech) {
          throw speech;
        }
        if (e.getCause() instanceof IOException disk) {
          throw unkept(disk);
        }
        throw new SpeechException(
            Memory.ranOut(e)
                ? Memory.words()
                : "A sentence could not be spoken for a reason that is not the voice's. Run it"
                    + " again, or report it.",
            e);
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

  private Clip clip(Utterance utterance, Locale language, int rate, HashedFiles kept)
      throws SpeechException, IOException {
    String words = written(utterance, language);
    String what = Fingerprint.of(utterance.voice().toString(), rate + " " + words).substring(0, 20);
    String name = "";
    int samples = 0;
    if (WORD.matcher(words).find()) { // marks alone are no words
      Optional<Path> there = kept.find(what);
      Path file =
          there.isPresent() && Files.size(there.get()) > 0
              ? there.get()
              : kept.keep(what, Pcm.bytes(spoken(words, utterance.voice(), rate)));
      name = SPEECH + "/" + file.getFileName();
      samples = (int) (Files.size(file) / 2);
    }
    return new Clip(
        utterance.segment(),
        utterance.line(),
        utterance.speaker(),
        utterance.text(),
        words.length(),
        name,
        samples,
        utterance.pause());
  }

  /** As the engine can read it. */
  private String written(Utterance utterance, Locale language) throws SpeechException {
    Voice voice = utterance.voice();
    Locale own =
        engine(voice)
            .language(voice.name())
            .filter(spoken -> !spoken.getLanguage().equals(language.getLanguage()))
            .orElse(language);
    return engine(voice).needsWords()
        ? new Speakable(
                Spoken.of(own)
                    .orElseThrow(() -> new SpeechException("No words are known of '" + own + "'.")))
            .of(utterance.text())
        : utterance.text().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }

  /** An engine may stumble once. */
  private short[] spoken(String words, Voice voice, int rate) throws SpeechException, IOException {
    Synthesizer engine = engine(voice);
    short[] samples;
    try {
      samples = engine.speak(words, voice.name(), voice.pace());
    } catch (SpeechException e) {
      samples = engine.speak(words, voice.name(), voice.pace());
    }
    return engine.sampleRate() == rate
        ? samples
        : reader.samples(Pcm.wav(samples, engine.sampleRate()), rate);
  }

  private void checkHost(Voice voice, Locale language) throws SpeechException {
    Optional<Locale> spoken = engine(voice).language(voice.name());
    if (spoken.isPresent() && !spoken.orElseThrow().getLanguage().equals(language.getLanguage())) {
      throw new SpeechException(
          "The voice '"
              + voice
              + "' does not speak '"
              + language.toLanguageTag()
              + "'. Set the show's language to "
              + spoken.orElseThrow().getLanguage()
              + ", or its voices to an engine that does; see 'engines' in larksong.yaml.");
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

  /** The best of its voices' rates. */
  private int rate(Show show) throws SpeechException {
    int rate = 0;
    for (Voice voice : show.voices().values()) {
      rate = Math.max(rate, engine(voice).sampleRate());
    }
    return rate;
  }
}
