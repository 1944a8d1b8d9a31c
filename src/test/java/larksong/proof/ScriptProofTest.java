package larksong.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import larksong.config.Kind;
import larksong.model.Article;
import larksong.model.Fact;
import larksong.model.Finding;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.script.outline.OutlineWriter;
import larksong.spoken.Spoken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Defects planted into what the outline writer really writes. */
class ScriptProofTest {

  private static final Rundown DAY =
      Fixtures.aRundown(
          List.of(
              Fixtures.must(Fixtures.dentist(), new Fact("at", "at a quarter past two")),
              Fixtures.may(Fixtures.bridge())),
          List.of(new Gap("the office", "gone")));
  private static final Rundown CARDS =
      Fixtures.aRundown(
          List.of(Fixtures.may(Fixtures.card("c1", "Longest river of Europe", "The river Volga"))),
          List.of());

  @Test
  void letsAGoodScriptPass() {
    assertThat(check(DAY, "morning-briefing", script -> script)).isEmpty();
    assertThat(check(CARDS, "study-guide", script -> script)).isEmpty();
  }

  /** Else one line of a feed would keep back the whole edition. */
  @ParameterizedTest
  @ValueSource(strings = {"t", "EU, US at G7", "地震", "!!!", "💥"})
  void letsAScriptPassThatTellsNewsOfShortWordsOrSigns(String title) {
    Rundown news =
        Fixtures.aRundown(
            List.of(
                Fixtures.may(
                    new Article("n9", "news", title, "", "N", Optional.empty(), Optional.empty()))),
            List.of());

    assertThat(check(news, "news-roundup", script -> script)).doesNotContain("not-told");
  }

  @Test
  void holdsAScriptThatLeavesOutWhatMustBeSaid() {
    assertThat(check(DAY, "morning-briefing", script -> without(script, 1)))
        .containsExactly("must-say");
  }

  @Test
  void holdsAScriptThatKeepsQuietAboutAGap() {
    assertThat(check(DAY, "morning-briefing", script -> without(script, 3))).containsExactly("gap");
  }

  @Test
  void holdsAnInventedItem() {
    assertThat(
            check(
                DAY,
                "morning-briefing",
                script ->
                    with(
                        script, new Segment("x", List.of(new Line("host", "Hm.")), List.of("z9")))))
        .containsExactly("invented-item");
  }

  @Test
  void holdsMarkupCodeAndLinks() {
    for (String text :
        List.of(
            "<tool_call>search</tool_call>",
            "```json",
            "Hello {{name}}.",
            "{\"text\":\"x\"}",
            "This is **bold**.",
            "# A heading")) {
      assertThat(check(DAY, "morning-briefing", script -> with(script, said(text))))
          .as(text)
          .contains("markup");
    }
    assertThat(check(DAY, "morning-briefing", script -> with(script, said("See https://a.com."))))
        .contains("link");
  }

  @Test
  void holdsAScriptThatIsTooLong() {
    assertThat(check(DAY, "morning-briefing", script -> with(script, said("word ".repeat(2000)))))
        .containsExactly("length");
  }

  @Test
  void warnsOfASpeakerWithoutAVoice() {
    assertThat(
            check(
                DAY,
                "morning-briefing",
                script ->
                    with(
                        script, new Segment("x", List.of(new Line("guest", "Hello.")), List.of()))))
        .containsExactly("speaker");
  }

  @Test
  void holdsAnAnswerThatIsSaidBeforeItsPause() {
    assertThat(
            check(
                CARDS,
                "study-guide",
                script -> first(script, said("Today it is the river Volga, among others."))))
        .containsExactly("answer-too-early");
  }

  @Test
  void letsADeckPassThatIsNamedLikeItsCardOrAsksBothWays() {
    Rundown both =
        Fixtures.aRundown(
            List.of(
                Fixtures.may(Fixtures.card("c1", "Rivers", "Water that flows")),
                Fixtures.may(Fixtures.card("c2", "le chat", "the cat")),
                Fixtures.may(Fixtures.card("c3", "cat", "chat"))),
            List.of());

    assertThat(check(both, "study-guide", script -> script)).isEmpty();
  }

  @Test
  void letsAPhraseOfAnotherLanguagePassThatStandsOnACardAndNoOther() {
    String phrase = "Könnte ich bitte ein Glas Wasser haben";
    Rundown german =
        Fixtures.aRundown(
            List.of(Fixtures.may(Fixtures.card("c1", "Ask for a glass of water", phrase + "?"))),
            List.of());

    assertThat(check(german, "study-guide", script -> script)).isEmpty();
    assertThat(
            check(
                german,
                "study-guide",
                script -> with(script, said("Und jetzt sagen wir das noch einmal auf Deutsch."))))
        .contains("language");
  }

  @Test
  void holdsAQuestionWithoutAPause() {
    assertThat(
            check(
                CARDS,
                "study-guide",
                script ->
                    new Script(
                        script.title(),
                        script.summary(),
                        script.language(),
                        script.segments().stream().map(ScriptProofTest::hurried).toList())))
        .containsExactly("no-pause");
  }

  private static Segment hurried(Segment segment) {
    return new Segment(
        segment.heading(),
        segment.lines().stream()
            .map(line -> new Line(line.speaker(), line.text(), Optional.empty()))
            .toList(),
        segment.covers());
  }

  private static Segment said(String text) {
    return new Segment("x", List.of(new Line("host", text)), List.of());
  }

  private static Script first(Script script, Segment segment) {
    List<Segment> segments = new ArrayList<>(script.segments());
    segments.add(0, segment);
    return new Script(script.title(), script.summary(), script.language(), segments);
  }

  private static Script with(Script script, Segment segment) {
    List<Segment> segments = new ArrayList<>(script.segments());
    segments.add(segment);
    return new Script(script.title(), script.summary(), script.language(), segments);
  }

  private static Script without(Script script, int index) {
    List<Segment> segments = new ArrayList<>(script.segments());
    segments.remove(index);
    return new Script(script.title(), script.summary(), script.language(), segments);
  }

  private static List<String> check(Rundown rundown, String kind, UnaryOperator<Script> defect) {
    Show show = Fixtures.aShow(kind, Duration.ofMinutes(3));
    Script script =
        new OutlineWriter(
                show,
                Kind.read(kind, Locale.UK, Path.of("nowhere"), new ArrayList<>()),
                Spoken.of(Locale.UK).orElseThrow())
            .write(rundown)
            .script();
    return new ScriptProof(show)
        .check(rundown, defect.apply(script)).stream().map(Finding::check).distinct().toList();
  }
}
