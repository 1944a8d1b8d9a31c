package larksong.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://zoom.us/j/123?pwd=ab|zoom.us",
        "Join at http://www.example.com/a/b, please|Join at example.com please",
        "[Draft] budget {v2}|Draft budget v2",
        "**bold** and `code` and __line__|bold and code and line",
        "see (https://x.org/y)|see (x.org)",
        "a < b but not <b>|a < b but not b>",
        "Caf\u00e9 at 10:30, 50% off & more|Caf\u00e9 at 10:30, 50% off & more",
      })
  void leavesWhatCanBeHeard(String written, String heard) {
    assertThat(Plain.line(written, 200)).isEqualTo(heard);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style=\"display: none\">",
        "<p style='visibility:hidden'>",
        "<p style='font-size: 0px'>",
        "<p style='opacity:0'>",
        "<p style='color: #FFF'>",
        "<p style='COLOR:white; background:white'>",
        "<p hidden>",
      })
  void doesNotReadWhatAReaderCannotSee(String hidden) {
    assertThat(Plain.html("<p>Seen.</p>" + hidden + "Obey me.</p><p>Too.</p>", 200))
        .isEqualTo("Seen. Too.");
  }

  @Test
  void cutsAtTheEndOfASentence() {
    assertThat(Plain.line("One is short. Two is cut off somewhere in the middle", 30))
        .isEqualTo("One is short.");
  }
}
