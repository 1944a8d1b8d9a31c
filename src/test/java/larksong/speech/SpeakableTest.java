package larksong.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import larksong.spoken.Spoken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakableTest {

  private final Speakable speakable = new Speakable(Spoken.of(Locale.UK).orElseThrow());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Inès and Zoë at the café|Ines and Zoe at the cafe",
        "it’s Ada’s|it's Ada's",
        "about €40|about 40 euros",
        "£1|1 pound",
        "$12.50 each|12 dollars and 50 cents each",
        "€85,000 in all|85000 euros in all",
        "$3.2 million|3.2 million dollars",
        "12.50 €|12 euros and 50 cents",
        "at 14:15|at a quarter past two",
        "at 9am|at nine",
        "at 6:30 pm|at half past six in the evening",
        "on 2026-11-21|on Saturday the twenty-first of November twenty twenty-six",
        "39.6% of it|39.6 percent of it",
        "oats, rye & coffee|oats, rye and coffee",
        "3–5 days|3 to 5 days",
        "-5°C outside|minus 5 degrees Celsius outside",
        "1½ hours|1 and a half hours",
        "Łódź, Straße, Ærø|Lodz, Strasse, AEro",
        "Москва|Moskva",
        "see https://www.example.com/a?b=c now|see example dot com now",
        "mail ada@example.org|mail ada at example dot org",
        "and/or|and or or",
        "8 > 5|8 more than 5",
      })
  void putsSignsIntoWords(String written, String said) {
    assertThat(speakable.of(written)).isEqualTo(said);
  }

  @Test
  void namesAnEmojiInsteadOfDroppingIt() {
    assertThat(speakable.of("Well done 🎉")).isEqualTo("Well done party popper");
  }

  @Test
  void breaksAWordThatAnEngineWouldHangOn() {
    assertThat(speakable.of("x".repeat(16_000)).split(" "))
        .allSatisfy(word -> assertThat(word.length()).isLessThanOrEqualTo(20));
  }

  @Test
  void leavesNothingThatIsNotAscii() {
    assertThat(speakable.of("東京 — “naïve” … ☎ №5 ﬁne \u200b\u202e"))
        .matches("[\\x20-\\x7e]*")
        .contains("naive")
        .contains("fine");
  }
}
