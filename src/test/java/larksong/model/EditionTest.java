package larksong.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EditionTest {

  @Test
  void hasAYearOfFourDigits() {
    for (String odd : new String[] {"0000-01-01", "+10000-01-01", "-0044-03-15"}) {
      assertThatThrownBy(() -> Edition.of("demo", odd, ZoneOffset.UTC))
          .isInstanceOf(DateTimeException.class)
          .hasMessage("Expected a year from 0001 to 9999 but was '" + odd + "'");
      assertThatThrownBy(
              () -> new Edition("demo", LocalDate.parse(odd).atStartOfDay(), ZoneOffset.UTC))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Expected a year from 0001 to 9999 but was '" + odd + "'");
    }
    assertThat(Edition.of("demo", "0001-01-01", ZoneOffset.UTC).label()).isEqualTo("0001-01-01");
    assertThat(Edition.of("demo", "9999-12-31", ZoneOffset.UTC).label()).isEqualTo("9999-12-31");
  }
}
