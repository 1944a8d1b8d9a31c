package larksong.speech.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import larksong.config.Section;
import larksong.egress.Errand;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.process.OwnersPrograms;
import larksong.process.ProgramException;
import larksong.speech.SoundReader;
import larksong.speech.SpeechException;
import larksong.speech.Synthesizer;

/**
 * Speaks with a program that is started for each sentence: text on its standard input, a sound file
 * of any usual format on its standard output.
 */
public final class CommandSynthesizer implements Synthesizer {

  private static final String VOICE = "{voice}";
  private static final String SPEED = "{speed}";
  private static final String STRETCH = "{stretch}";

  private static final String TRY_BY_HAND =
      "Give its program a sentence by hand to hear what it answers.";

  /** No sentence is longer; what is was not cut into sentences. */
  private static final int LONGEST_TEXT = 15_000;

  /** Ten minutes of a voice at the highest rate; no sentence is longer. */
  private static final int LARGEST_SOUND = 60 << 20;

  private final String engine;
  private final List<String> run;
  private final Map<String, Locale> voices;
  private final int rate;
  private final int speed;
  private final Duration deadline;
  private final Whereabouts where;
  private final SoundReader reader;
  private final OwnersPrograms programs;

  /** Where a program speaks, as far as the owner says. */
  private enum Whereabouts {
    HERE,
    ELSEWHERE,
    UNKNOWN
  }

  private CommandSynthesizer(
      String engine, Section section, SoundReader reader, OwnersPrograms programs) {
    this.engine = engine;
    this.run = section.texts("run", List.of());
    this.voices = voices(section.section("voices"));
    this.rate = section.integer("rate", 22_050, 8_000, 48_000);
    this.speed = section.integer("speed", 175, 1, 1_000);
    this.deadline = section.duration("deadline", Duration.ofSeconds(30));
    this.where = where(section);
    this.reader = reader;
    this.programs = programs;
    if (run.isEmpty()) {
      section.problem("run", "is required; for example [espeak-ng, --stdout, -v, \"{voice}\"]");
    }
    if (voices.isEmpty()) {
      section.problem("voices", "expected voices, each with its language, such as { de: de }");
    }
  }

  /**
   * Reads {@code run} (the program and its arguments, with {@code {voice}}, {@code {speed}} and
   * {@code {stretch}}), {@code voices} (the language of each), {@code rate}, {@code speed} (words a
   * minute at the usual pace), {@code deadline} and {@code place} ({@code here}, {@code elsewhere}
   * or {@code unknown}).
   */
  public static CommandSynthesizer of(
      String engine, Section section, SoundReader reader, OwnersPrograms programs) {
    return new CommandSynthesizer(engine, section, reader, programs);
  }

  private static Whereabouts where(Section section) {
    List<String> words =
        Arrays.stream(Whereabouts.values())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
    return Whereabouts.valueOf(section.choice("place", "unknown", words).toUpperCase(Locale.ROOT));
  }

  private static Map<String, Locale> voices(Section section) {
    Map<String, Locale> voices = new LinkedHashMap<>();
    for (String voice : section.keys()) {
      voices.put(voice, section.language(voice, Locale.ROOT));
    }
    return voices;
  }

  @Override
  public boolean isElsewhere() {
    return where == Whereabouts.ELSEWHERE;
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public List<String> voices() {
    return List.copyOf(voices.keySet());
  }

  @Override
  public Optional<Locale> language(String voice) {
    return Optional.ofNullable(voices.get(voice));
  }

  @Override
  public boolean needsWords() {
    return false;
  }

  @Override
  public int sampleRate() {
    return rate;
  }

  @Override
  public short[] speak(String text, String voice, double pace) throws SpeechException {
    if (!voices.containsKey(voice)) {
      throw SpeechException.unknownVoice(this, voice);
    }
    if (text.isBlank()) {
      return new short[0];
    }
    if (text.length() > LONGEST_TEXT) {
      throw SpeechException.tooLong(LONGEST_TEXT, text.length());
    }
    byte[] sound = sound(text, command(voice, pace));
    short[] samples = sound.length == 0 ? new short[0] : samples(sound);
    if (samples.length == 0) {
      throw new SpeechException(
          "Voice engine " + engine + " made no sound for a sentence. " + TRY_BY_HAND);
    }
    return samples;
  }

  private short[] samples(byte[] sound) throws SpeechException {
    try {
      return reader.samples(sound, rate);
    } catch (SpeechException e) {
      throw new SpeechException(
          "Voice engine " + engine + ": " + e.getMessage() + " " + TRY_BY_HAND, e);
    }
  }

  private List<String> command(String voice, double pace) throws SpeechException {
    if (pace != 1 && run.stream().noneMatch(word -> word.matches(".*\\{(speed|stretch)}.*"))) {
      throw new SpeechException(
          "'" + engine + "' cannot change its pace. Put {speed} or {stretch} into its 'run'.");
    }
    String stretch = String.format(Locale.ROOT, "%.3f", 1 / pace);
    return run.stream()
        .map(
            word ->
                word.replace(SPEED, String.valueOf(Math.round(speed * pace)))
                    .replace(STRETCH, stretch)
                    .replace(VOICE, voice))
        .toList();
  }

  private byte[] sound(String text, List<String> command) throws SpeechException {
    OwnersPrograms.Task task =
        new OwnersPrograms.Task(
            engine, command, deadline, LARGEST_SOUND, where == Whereabouts.HERE);
    Errand current = Errand.current();
    Errand errand =
        current
            .to(Purpose.SPEAK, engine)
            .carrying(List.of(Part.of("script", "sentence")), current.level());
    try {
      return programs.answer(
          task,
          isElsewhere() ? errand.passingOn() : errand,
          text.getBytes(StandardCharsets.UTF_8),
          0);
    } catch (ProgramException e) {
      throw new SpeechException("Voice engine " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {}
}
