package larksong.speech.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import larksong.config.Sections;
import larksong.egress.EgressInMemory;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.files.Pcm;
import larksong.model.Departure;
import larksong.model.Level;
import larksong.process.OwnersPrograms;
import larksong.speech.SpeechException;
import larksong.speech.Synthesizer;
import larksong.speech.SynthesizerContract;
import org.junit.jupiter.api.Test;

class CommandSynthesizerTest extends SynthesizerContract {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Override
  protected Synthesizer engine() {
    return engine("{stretch}");
  }

  @Override
  protected String voice() {
    return "a";
  }

  @Test
  void knowsTheLanguageOfEachVoice() {
    assertThat(engine().language("b")).contains(Locale.GERMAN);
    assertThat(engine().language("c")).isEmpty();
  }

  @Test
  void saysThatAProgramKnowsNoPace() throws Exception {
    Synthesizer engine = engine("1");

    assertThat(engine.speak("Hello.", "a")).isNotEmpty();
    assertThatThrownBy(() -> engine.speak("Hello.", "a", 0.8))
        .hasMessage("'tone' cannot change its pace. Put {speed} or {stretch} into its 'run'.");
  }

  @Test
  void endsAProgramThatDoesNotAnswerInTime() {
    Synthesizer stuck =
        CommandSynthesizer.of(
            "stuck",
            Sections.of(Path.of("."), "{ run: [sleep, '60'], voices: { a: en }, deadline: 200ms }"),
            CommandSynthesizerTest::samples,
            new OwnersPrograms(EgressRecord.NONE, false));

    assertThatThrownBy(() -> stuck.speak("Hello.", "a"))
        .hasMessage("Voice engine stuck did not finish within 200 ms and was ended.");
  }

  @Test
  void saysThatNothingWasAnswered() {
    Synthesizer mute =
        CommandSynthesizer.of(
            "mute",
            Sections.of(Path.of("."), "{ run: ['true'], voices: { a: en } }"),
            CommandSynthesizerTest::samples,
            new OwnersPrograms(EgressRecord.NONE, false));

    assertThatThrownBy(() -> mute.speak("Hello.", "a"))
        .hasMessage(
            "Voice engine mute made no sound for a sentence. Give its program a sentence by hand to"
                + " hear what it answers.");
  }

  @Test
  void saysThatAnAnswerIsNoSound() {
    assertThatThrownBy(() -> engine().speak("Some nonsense.", "a"))
        .isInstanceOf(SpeechException.class)
        .hasMessage(
            "Voice engine tone: no sound. Give its program a sentence by hand to hear what it"
                + " answers.");
  }

  @Test
  void notesEachSentenceAndSpeaksNoneOffline() throws Exception {
    EgressInMemory egress = new EgressInMemory();
    Synthesizer offline =
        CommandSynthesizer.of(
            "loud",
            Sections.of(Path.of("."), "{ run: [cat], voices: { a: en } }"),
            CommandSynthesizerTest::samples,
            new OwnersPrograms(egress, true));
    Synthesizer engine =
        CommandSynthesizer.of(
            "loud",
            Sections.of(Path.of("."), "{ run: [head, -c, '0'], voices: { a: en } }"),
            CommandSynthesizerTest::samples,
            new OwnersPrograms(egress, false));

    assertThatThrownBy(() -> offline.speak("Good morning.", "a"))
        .hasMessage(
            "Voice engine loud is not started, because of --offline: it could pass on what it is"
                + " given. Leave out --offline to start it.");
    assertThat(egress.left()).isEmpty();
    assertThatThrownBy(() -> engine.speak("Grüße.", "a")).isInstanceOf(SpeechException.class);
    assertThat(egress.left())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.purpose()).isEqualTo(Departure.Purpose.SPEAK);
              assertThat(left.recipient()).isEqualTo("loud");
              assertThat(left.place()).isEqualTo("program head on this machine");
              assertThat(left.bytes()).isEqualTo(8);
            });
  }

  @Test
  void startsOfflineWhatTheOwnerSaysStaysHereAndNotesNothing() {
    EgressInMemory egress = new EgressInMemory();
    Synthesizer here = placed("here", new OwnersPrograms(egress, true));

    assertThatThrownBy(() -> here.speak("Good morning.", "a"))
        .hasMessageContaining("made no sound");
    assertThat(egress.left()).isEmpty();
    assertThat(here.isElsewhere()).isFalse();
  }

  @Test
  void givesAProgramThatSendsItElsewhereOnlyWhatIsFree() {
    EgressInMemory egress = new EgressInMemory();
    Synthesizer elsewhere = placed("elsewhere", new OwnersPrograms(egress, false));

    assertThat(elsewhere.isElsewhere()).isTrue();
    assertThatThrownBy(() -> elsewhere.speak("Good morning.", "a"))
        .hasMessageContaining("was given nothing");
    assertThat(egress.left()).isEmpty();
    assertThatThrownBy(
            () ->
                Errand.current().of(Level.FREE).during(() -> elsewhere.speak("Good morning.", "a")))
        .hasMessageContaining("made no sound");
    assertThat(egress.left()).hasSize(1);
  }

  private static Synthesizer placed(String place, OwnersPrograms programs) {
    return CommandSynthesizer.of(
        "loud",
        Sections.of(
            Path.of("."), "{ run: [head, -c, '0'], voices: { a: en }, place: " + place + " }"),
        CommandSynthesizerTest::samples,
        programs);
  }

  private static Synthesizer engine(String stretch) {
    String run =
        String.format(
            "[%s, -cp, '%s', %s, '{voice}', '%s']",
            JAVA, classes(), ToneProgram.class.getName(), stretch);
    return CommandSynthesizer.of(
        "tone",
        Sections.of(Path.of("."), "{ run: " + run + ", voices: { a: en-GB, b: de }, rate: 16000 }"),
        CommandSynthesizerTest::samples,
        new OwnersPrograms(EgressRecord.NONE, false));
  }

  /** Where the program's classes and those of this project are. */
  private static String classes() {
    return Stream.of(ToneProgram.class, Pcm.class)
        .map(
            type ->
                Path.of(
                    URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static short[] samples(byte[] wav, int rate) throws SpeechException {
    try (var sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      return Pcm.samples(sound.readAllBytes());
    } catch (UnsupportedAudioFileException e) {
      throw new SpeechException("no sound.", e);
    } catch (IOException e) {
      throw new SpeechException(String.valueOf(e.getMessage()), e);
    }
  }
}
