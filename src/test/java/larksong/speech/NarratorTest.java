package larksong.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
                  new Narrator(Map.of("freetts", freetts), executor)
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

  private Speech narrate(Line... lines) throws Exception {
    Show base = Fixtures.aShow("morning-briefing");
    Show show =
        new Show(
            base.name(),
            base.title(),
            "",
            base.kind(),
            base.language(),
            base.zone(),
            base.length(),
            Optional.empty(),
            Map.of("host", Voice.of("tone:a")));
    Script script =
        new Script("t", "", Locale.UK, List.of(new Segment("s", List.of(lines), List.of())));
    return new Narrator(Map.of("tone", new ToneSynthesizer()), executor)
        .narrate(script, show, PAUSES, folder, (done, total) -> {});
  }
}
