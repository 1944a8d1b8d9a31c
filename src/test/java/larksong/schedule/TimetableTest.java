package larksong.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void firesAtTheShowsOwnTimeOnBothSidesOfTheClockChange() {
    Timetable timetable = Timetable.of("0 30 6 * * ?", BERLIN);

    assertThat(timetable.next(Instant.parse("2026-10-24T12:00:00Z"), 2))
        .extracting(Object::toString)
        .containsExactly(
            "2026-10-25T06:30+01:00[Europe/Berlin]", "2026-10-26T06:30+01:00[Europe/Berlin]");
    assertThat(timetable.next(Instant.parse("2026-03-28T12:00:00Z"), 1).get(0).toInstant())
        .isEqualTo(Instant.parse("2026-03-29T04:30:00Z"));
  }

  @Test
  void knowsTheNominalTimeOfADay() {
    Timetable timetable = Timetable.of("0 30 6 ? * MON-FRI", BERLIN);

    assertThat(timetable.nominal(LocalDate.of(2026, 11, 20)))
        .contains(LocalDateTime.parse("2026-11-20T06:30"));
    assertThat(timetable.nominal(LocalDate.of(2026, 11, 21))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 6 ? * MON-FRI     | weekdays at 06:30, Berlin time",
        "0 0 7 * * ?            | every day at 07:00, Berlin time",
        "0 0 18 ? * MON,THU     | Mondays and Thursdays at 18:00, Berlin time",
        "0 0 9 ? * SUN,MON,FRI  | Mondays, Fridays and Sundays at 09:00, Berlin time",
        "0 0 9 1 * ?            | ''",
        "0 0 7,19 * * ?         | ''",
      })
  void saysInWordsWhenItFires(String cron, String words) {
    // with the end of summer time within the four weeks
    for (String now : new String[] {"2026-10-12T12:00:00Z", "2026-10-12T04:45:00Z"}) {
      assertThat(Timetable.of(cron, BERLIN).words(Instant.parse(now))).isEqualTo(words);
    }
  }

  @Test
  void saysWhatIsWrongWithAnExpression() {
    assertThatThrownBy(() -> Timetable.of("0 30 6 ? * MON-FRY", BERLIN))
        .hasMessageContaining(
            "expected a cron expression such as '0 30 6 ? * MON-FRI' but was '0 30 6 ? * MON-FRY'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 6 * * 1-5    | '; write ''0 30 6 ? * MON-FRI'''",
        "30 6 * * *      | '; write ''0 30 6 * * ?'''",
        "30 6 1,15 * *   | '; write ''0 30 6 1,15 * ?'''",
        "0 9 * * 7,1     | '; write ''0 0 9 ? * SUN,MON'''",
        "30 6 * * mon    | '; write ''0 30 6 ? * MON'''",
        "30 6 1 * 1      | '; put the seconds in front, and name weekdays, such as MON-FRI'",
        "30 6 * * 1-5/2  | '; put the seconds in front, and name weekdays, such as MON-FRI'",
        "61 6 * * 1-5    | '; put the seconds in front, and name weekdays, such as MON-FRI'",
        "daily           | ''",
      })
  void namesTheFieldsAndOffersTheSameAsAClassicExpression(String cron, String next) {
    assertThatThrownBy(() -> Timetable.of(cron, BERLIN))
        .hasMessage(
            "expected a cron expression of six fields (seconds minutes hours day-of-month month"
                + " day-of-week), such as '0 30 6 ? * MON-FRI', but was '"
                + cron
                + "'"
                + next);
  }

  @Test
  void asksForOneOfTheTwoDays() {
    assertThatThrownBy(() -> Timetable.of("0 30 6 * * MON-FRI", BERLIN))
        .hasMessage(
            "expected a cron expression such as '0 30 6 ? * MON-FRI' but was '0 30 6 * * MON-FRI';"
                + " write ? for its day-of-month or for its day-of-week");
  }

  @ParameterizedTest
  @CsvSource({"* * * * * ?, 0 * * * * ?", "'0,30 0 7 * * ?', 0 0 7 * * ?"})
  void refusesToFireMoreOftenThanOnceAMinute(String cron, String mended) {
    assertThatThrownBy(() -> Timetable.of(cron, BERLIN))
        .hasMessage(
            "expected one number of seconds, since an edition is known by its minute, but was '"
                + cron
                + "'; write '"
                + mended
                + "'");
  }

  @Test
  void refusesWhatNeverFiresButNotWhatWasForOneYear() {
    assertThatThrownBy(() -> Timetable.of("0 0 0 30 2 ?", BERLIN))
        .hasMessage(
            "expected a cron expression such as '0 30 6 ? * MON-FRI' but was '0 0 0 30 2 ?', which"
                + " never fires; check its day and its month");
    assertThat(
            Timetable.of("0 0 7 1 1 ? 2020", BERLIN).next(Instant.parse("2026-11-21T00:00:00Z"), 1))
        .isEmpty();
  }

  /** From the instant on, the next firings in UTC. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Berlin, spring: 02:30 is skipped  | Europe/Berlin       | 0 30 2 * * ?     | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
        "Berlin, autumn: 02:30 comes twice | Europe/Berlin       | 0 30 2 * * ?     | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "asked between the two             | Europe/Berlin       | 0 30 2 * * ?     | 2026-10-25T00:45:00Z | 2026-10-26T01:30:00Z 2026-10-27T01:30:00Z",
        "each hour of the autumn night     | Europe/Berlin       | 0 0 * * * ?      | 2026-10-24T23:30:00Z | 2026-10-25T00:00:00Z 2026-10-25T02:00:00Z",
        "several in one gap come once      | Europe/Berlin       | 0 */20 2 * * ?   | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z",
        "Cairo: midnight is skipped        | Africa/Cairo        | 0 0 0 * * ?      | 2026-04-23T12:00:00Z | 2026-04-23T22:00:00Z 2026-04-24T21:00:00Z",
        "Lord Howe: half an hour forward   | Australia/Lord_Howe | 0 15 2 * * ?     | 2026-10-03T12:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z",
        "Lord Howe: half an hour back      | Australia/Lord_Howe | 0 45 1 * * ?     | 2026-04-03T20:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z",
        "leap day                          | UTC                 | 0 0 7 29 2 ?     | 2026-01-01T00:00:00Z | 2028-02-29T07:00:00Z 2032-02-29T07:00:00Z",
        "the fifth Friday                  | UTC                 | 0 0 7 ? * FRI#5  | 2026-11-01T00:00:00Z | 2027-01-29T07:00:00Z 2027-04-30T07:00:00Z",
      })
  void followsTheLocalClock(String rule, String zone, String cron, String after, String firings) {
    assertThat(Timetable.of(cron, ZoneId.of(zone)).next(Instant.parse(after), 2))
        .extracting(at -> at.toInstant().toString())
        .containsExactly(firings.split(" ", -1));
  }

  @Test
  void keepsTheTimeThatWasMeantAsTheEditions() {
    Timetable timetable = Timetable.of("0 30 2 * * ?", BERLIN);

    assertThat(
            timetable.firings(
                Instant.parse("2026-03-28T12:00:00Z"), Instant.parse("2026-03-29T12:00:00Z"), 9))
        .extracting(Timetable.Firing::nominal)
        .containsExactly(LocalDateTime.parse("2026-03-29T02:30"));
    assertThat(timetable.nominal(LocalDate.of(2026, 3, 29)))
        .contains(LocalDateTime.parse("2026-03-29T02:30"));
  }

  /** All nominal times of a night, each with the instant at which it fires. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Berlin, spring   | Europe/Berlin       | 0 0/15 * * * ? | 2026-03-29T00:45:00Z | 2026-03-29T01:15:00Z | 02:00=01:00 02:15=01:00 02:30=01:00 02:45=01:00 03:00=01:00 03:15=01:15",
        "Berlin, autumn   | Europe/Berlin       | 0 0/30 * * * ? | 2026-10-24T23:59:59Z | 2026-10-25T02:30:00Z | 02:00=00:00 02:30=00:30 03:00=02:00 03:30=02:30",
        "Lord Howe        | Australia/Lord_Howe | 0 0/15 * * * ? | 2026-10-03T15:29:59Z | 2026-10-03T15:45:00Z | 02:00=15:30 02:15=15:30 02:30=15:30 02:45=15:45",
        "Cairo            | Africa/Cairo        | 0 0/30 * * * ? | 2026-04-23T21:30:00Z | 2026-04-23T22:30:00Z | 00:00=22:00 00:30=22:00 01:00=22:00 01:30=22:30",
        "Beirut           | Asia/Beirut         | 0 0/30 * * * ? | 2026-03-28T21:30:00Z | 2026-03-28T22:00:00Z | 00:00=22:00 00:30=22:00 01:00=22:00",
        "Samoa's lost day | Pacific/Apia        | 0 0 0/12 * * ? | 2011-12-29T22:00:00Z | 2011-12-30T22:00:00Z | 00:00=10:00 12:00=10:00 00:00=10:00 12:00=22:00",
      })
  void losesNoNominalTime(
      String night, String zone, String cron, String after, String until, String firings) {
    assertThat(
            Timetable.of(cron, ZoneId.of(zone))
                .firings(Instant.parse(after), Instant.parse(until), 99))
        .extracting(
            firing ->
                firing.nominal().toLocalTime()
                    + "="
                    + firing.at().toInstant().toString().substring(11, 16))
        .containsExactly(firings.split(" ", -1));
  }

  @Test
  void makesTheLatestOfTheTimesThatTheClockSkips() {
    Timetable timetable = Timetable.of("0 0/15 * * * ?", BERLIN);

    assertThat(
            timetable.made(
                Instant.parse("2026-03-29T00:30:00Z"), Instant.parse("2026-03-29T01:15:00Z"), 9))
        .extracting(firing -> firing.nominal().toLocalTime().toString())
        .containsExactly("01:45", "03:00", "03:15");
    assertThat(
            Timetable.of("0 0/20 0 * * ?", ZoneId.of("Africa/Cairo"))
                .nominal(LocalDate.of(2026, 4, 24)))
        .contains(LocalDateTime.parse("2026-04-24T00:40"));
  }
}
