package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpcomingTest {

  private static final Instant NOW = Instant.parse("2026-11-21T05:30:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-21T05:30:20Z | Saturday 21 November at 06:30, in 1 minute",
        "2026-11-21T06:15:00Z | Saturday 21 November at 07:15, in 45 minutes",
        "2026-11-21T14:40:00Z | Saturday 21 November at 15:40, in 9 hours",
        "2026-11-23T05:30:00Z | Monday 23 November at 06:30, in 48 hours",
        "2026-11-26T05:30:00Z | Thursday 26 November at 06:30, in 5 days",
      })
  void saysHowFarTheNextEditionIs(String next, String words) {
    Map<String, Object> told = new HashMap<>();

    new Upcoming(
            show ->
                Optional.of(
                    new StudioView.Routine(
                        "weekdays", Instant.parse(next).atZone(ZoneId.of("Europe/Berlin")))),
            Clock.fixed(NOW, ZoneOffset.UTC))
        .tell("morning", told);

    assertThat(told).containsEntry("next", words).containsEntry("routine", "weekdays");
  }
}
