package larksong.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import larksong.config.Kind.Pauses;
import larksong.model.Clip;
import larksong.model.Fixtures;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Speech;
import larksong.model.Voice;
import larksong.speech.freetts.FreeTtsSynthesizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarratorTest {

  private static final Pauses PAUSES =
      new Pauses(
          Duration.ofMillis(300),
          Duration.ofMillis(450),
          Duration.ofMillis(700),
          Duration.ofSeconds(3));

  @TempDir Path folder;

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void givesEverySentenceItsPause() throws Exception {
    Speech speech =
        narrate(
            new Line("host", "One two. Three."),
            new Line("host", "A question?", Optional.of(Duration.ofSeconds(5))),
            new Line("host", "An answer."));

    assertThat(speech.clips())
        .extracting(Clip::pauseAfter)
        .containsExactly(
            Duration.ofMillis(300),
            Duration.ofMillis(450),
            Duration.ofSeconds(5),
            Duration.ofMillis(700));
  }

  @Test
  void passesOverASentenceOfMarksAlone() throws Exception {
    assertThat(
            narrate(new Line("host", "Well."), new Line("host", "…"), new Line("host", "Then."))
                .clips())
        .extracting(Clip::text)
        .containsExactly("Well.", "Then.");
  }

  @Test
  void speaksAgainWhatACrashLeftEmpty() throws Exception {
    Clip clip = narrate(new Line("host", "One two.")).clips().get(0);
    Files.write(folder.resolve(clip.pcm()), new byte[0]);

    assertThat(narrate(new Line("host", "One two.")).clips()).containsExactly(clip);
  }

  @Test
  void doesNotHaveGermanSpokenByAnEnglishVoice() {
    Script script =
        new Script(
            "t",
            "",
            Locale.GERMAN,
            List.of(new Segment("s", List.of(new Line("host", "Guten Morgen.")), List.of())));

    try (FreeTtsSynthesizer freetts = new FreeTtsSynthesizer()) {
      assertThatThrownBy(
              () ->
                  narrator(Map.of("freetts", freetts))
                      .narrate(
                          script,
                          Fixtures.aShow("morning-briefing"),
                          PAUSES,
                          folder,
                          (done, total) -> {}))
          .isInstanceOf(SpeechException.class)
          .hasMessageContaining("The voice 'freetts:kevin16' does not speak 'de'.");
    }
  }

  @Test
  void hasAPhraseSpokenByAVoiceOfItsLanguageAndBringsBothToOneRate() throws Exception {
    Foreign anna = new Foreign();
    Show show = show(Map.of("host", Voice.of("tone:a"), "teacher", Voice.of("foreign:anna")));
    Script script =
        script(new Line("host", "Say it."), new Line("teacher", "Um 9 Uhr, \u00fcber 20 €."));

    Speech speech =
        narrator(Map.of("tone", new ToneSynthesizer(), "foreign", anna))
            .narrate(script, show, PAUSES, folder, (done, total) -> {});

    assertThat(anna.spoken).containsExactly("Um 9 Uhr, über 20 €.");
    assertThat(speech.sampleRate()).isEqualTo(24_000);
    assertThat(speech.clips()).extracting(Clip::samples).containsExactly(12_000, 500);
  }

  /** An engine of a German voice that reads figures itself. */
  private static final class Foreign implements Synthesizer {
    private final List<String> spoken = new ArrayList<>();

    @Override
    public String engine() {
      return "foreign";
    }

    @Override
    public List<String> voices() {
      return List.of("anna");
    }

    @Override
    public Optional<Locale> language(String voice) {
      return Optional.of(Locale.GERMAN);
    }

    @Override
    public boolean needsWords() {
      return false;
    }

    @Override
    public int sampleRate() {
      return 24_000;
    }

    @Override
    public short[] speak(String text, String voice, double pace) {
      spoken.add(text);
      return new short[500];
    }

    @Override
    public void close() {}
  }

  /** Stretches by repeating samples. */
  private Narrator narrator(Map<String, Synthesizer> engines) {
    SoundReader stretching = (wav, rate) -> new short[(wav.length - 44) / 2 * rate / 16_000];
    return new Narrator(engines, stretching, engine -> executor);
  }

  private Speech narrate(Line... lines) throws Exception {
    return narrator(Map.of("tone", new ToneSynthesizer()))
        .narrate(
            script(lines),
            show(Map.of("host", Voice.of("tone:a"))),
            PAUSES,
            folder,
            (done, total) -> {});
  }

  private static Script script(Line... lines) {
    return new Script("t", "", Locale.UK, List.of(new Segment("s", List.of(lines), List.of())));
  }

  private static Show show(Map<String, Voice> voices) {
    Show base = Fixtures.aShow("morning-briefing");
    return new Show(
        base.name(),
        base.title(),
        "",
        base.kind(),
        base.language(),
        base.zone(),
        base.length(),
        Optional.empty(),
        voices);
  }
}
