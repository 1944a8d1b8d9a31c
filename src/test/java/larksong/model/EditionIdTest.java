package larksong.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import larksong.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EditionIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo/2026-11-21",
        "demo/2026-11-21T06:30",
        "demo/2026-11-21/ada",
        "demo/2026-11-21T06:30/ada-2"
      })
  void isReadBackFromItsTextItsSlugAndJson(String text) throws JsonProcessingException {
    EditionId id = EditionId.parse(text);

    assertThat(id.text()).isEqualTo(text);
    assertThat(EditionId.of(id.show(), id.slug())).isEqualTo(id);
    assertThat(Json.write(id)).isEqualTo("\"" + text + "\"");
    assertThat(Json.read(Json.write(id), EditionId.class)).isEqualTo(id);
  }

  @Test
  void namesFoldersWithoutAColon() {
    assertThat(EditionId.parse("demo/2026-11-21T06:30/ada").slug())
        .isEqualTo("2026-11-21T0630_ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "demo/",
        "/2026-11-21",
        "Demo/2026-11-21",
        "demo/2026-11-31",
        "demo/21.11.2026",
        "demo/2026-11-21T6:30",
        "demo/2026-11-21T06:30:15",
        "demo/+10000-01-01",
        "demo/-0044-03-15",
        "demo/2026-11-21/",
        "demo/2026-11-21/Ada",
        "demo/2026-11-21/../other",
        "demo/2026-11-21/ada/x"
      })
  void refusesWhatNamesNoEdition(String text) {
    assertThatThrownBy(() -> EditionId.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void hasAYearOfFourDigits() {
    for (int year : List.of(-44, 0, 10_000)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new EditionId("demo", LocalDateTime.of(year, 3, 15, 0, 0)))
          .withMessage("Expected a year of four digits but was " + year);
    }
  }

  @Test
  void comesInTheOrderOfShowsTimesAndListeners() {
    assertThat(
            List.of("b/2026-11-21", "a/2026-11-21T06:30", "a/2026-11-21/zoe", "a/2026-11-21/ada")
                .stream()
                .map(EditionId::parse)
                .sorted()
                .map(EditionId::text))
        .containsExactly(
            "a/2026-11-21/ada", "a/2026-11-21/zoe", "a/2026-11-21T06:30", "b/2026-11-21");
  }
}
