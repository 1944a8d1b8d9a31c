package larksong.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import larksong.spoken.Mention.Kind;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What one side of a language says, the other understands. */
class HeardTest {

  static List<String> languages() {
    return Spoken.languages();
  }

  private static List<Mention> heard(String language, String sentence) {
    return Heard.of(Locale.forLanguageTag(language)).orElseThrow().mentions(sentence);
  }

  private static Spoken spoken(String language) {
    return Spoken.of(Locale.forLanguageTag(language)).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void understandsEveryTimeOfDayThatItSays(String language) {
    SoftAssertions all = new SoftAssertions();
    for (int minute = 0; minute < 24 * 60; minute += 5) {
      String said = spoken(language).at(LocalTime.ofSecondOfDay(minute * 60L)) + ".";
      int half = minute % 720;
      all.assertThat(heard(language, said))
          .as(said)
          .hasSize(1)
          .allMatch(mention -> mention.kind() == Kind.TIME && mention.value() % 720 == half);
    }
    all.assertAll();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void understandsEveryDateThatItSays(String language) {
    SoftAssertions all = new SoftAssertions();
    for (LocalDate date : LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1)).toList()) {
      String said = spoken(language).on(date) + ".";
      all.assertThat(heard(language, said))
          .as(said)
          .anyMatch(
              mention ->
                  mention.kind() == Kind.DATE
                      && mention.value() == date.getMonthValue() * 100 + date.getDayOfMonth())
          .anyMatch(mention -> mention.kind() == Kind.WEEKDAY)
          .hasSize(2);
    }
    all.assertAll();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void understandsEveryDurationThatItSays(String language) {
    SoftAssertions all = new SoftAssertions();
    for (int minutes = 5; minutes < 24 * 60; minutes += 5) {
      String said = spoken(language).duration(Duration.ofMinutes(minutes)) + ".";
      int seconds = minutes * 60;
      all.assertThat(heard(language, said))
          .as(said)
          .hasSize(1)
          .allMatch(mention -> mention.kind() == Kind.DURATION && mention.value() == seconds);
    }
    all.assertAll();
  }

  @ParameterizedTest
  @MethodSource("languages")
  void understandsEveryNumberThatItSays(String language) {
    SoftAssertions all = new SoftAssertions();
    for (int number = 2; number < 5000; number += number < 130 ? 1 : 37) {
      String said = "X " + spoken(language).number(number) + ".";
      int value = number;
      all.assertThat(heard(language, said))
          .as(said)
          .hasSize(1)
          .allMatch(mention -> mention.value() == value);
    }
    all.assertAll();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The dentist is now at a quarter past two, not ten.|TIME 135, TIME 600",
        "en|It ends at ten to nine in the evening.|TIME 1250",
        "en|About forty percent of the 1,200 people paid.|AMOUNT 40, NUMBER 1200",
        "en|It cost £1.5 million, from nine to ten.|AMOUNT 1500000, TIME 540, TIME 600",
        "en|That's the second of May, in twenty twenty-six.|DATE 502, NUMBER 2026",
        "en|Twenty-one of three hundred and five came tomorrow.|NUMBER 21, NUMBER 305, DAY 1",
        "de|Von halb drei bis fünf vor halb acht abends.|TIME 150, TIME 1165",
        "de|Guten Morgen. Morgen kostet es rund 39,6 Euro.|DAY 1, AMOUNT 39.6",
        "de|Am 21. November waren 1.200 Leute da.|DATE 1121, NUMBER 1200",
        "fr|À deux heures et quart, pas à dix heures moins le quart.|TIME 135, TIME 585",
        "fr|Cela dure deux heures, pour 1 200 personnes.|DURATION 7200, NUMBER 1200",
        "fr|Le premier mai, quatre-vingt-dix-sept pour cent.|DATE 501, AMOUNT 97",
        "es|El dentista es a las dos y cuarto de la tarde, no a las diez.|TIME 855, TIME 600",
        "es|Unos 39,6 euros por 1.200 personas, mañana por la mañana.|AMOUNT 39.6, NUMBER 1200, DAY 1",
        "es|Dura una hora y media, el primero de mayo.|DURATION 5400, DATE 501",
        "it|Il dentista è alle due e un quarto del pomeriggio, non alle dieci.|TIME 855, TIME 600",
        "it|Circa duemilaventisei persone, domani, per un'ora e mezza.|NUMBER 2026, DAY 1, DURATION 5400",
        "it|Il primo maggio, novantasette per cento.|DATE 501, AMOUNT 97",
        "pt|O dentista é às duas e quinze da tarde, não às dez.|TIME 855, TIME 600",
        "pt|Na segunda-feira, vinte e um de novembro.|WEEKDAY 1, DATE 1121",
        "pt|Cerca de 39,6 euros, amanhã, durante meia hora.|AMOUNT 39.6, DAY 1, DURATION 1800",
        "sv|Tandläkaren är kvart över två på eftermiddagen, inte klockan tio.|TIME 855, TIME 600",
        "sv|Från halv tre till fem i halv åtta på kvällen.|TIME 150, TIME 1165",
        "sv|Den tjugoförsta november kom ettusentvåhundra personer.|DATE 1121, NUMBER 1200",
      })
  void understandsWhatPeopleSay(String language, String sentence, String expected) {
    assertThat(heard(language, sentence))
        .extracting(
            mention ->
                mention.kind()
                    + " "
                    + BigDecimal.valueOf(mention.value()).stripTrailingZeros().toPlainString())
        .containsExactlyInAnyOrder(expected.split(", "));
  }
}
