package larksong.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastWordsTest {

  private static final LastWords WORDS =
      new LastWords(List.of("ffmpeg", "-i", "/my homes/ada/voice-69.part", "pipe:1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/my homes/ada/voice-69.part: Invalid data found | Invalid data found",
        "file:/my homes/ada/voice-69.part: Invalid data | Invalid data",
        "cannot open '/my homes/ada/voice-69.part': no | cannot open no",
        "no /home/ada/voices/de.onnx | no de.onnx",
        "read 1/2 of 3/4 parts | read 1/2 of 3/4 parts",
        "see https://example.com/help/voices | see https://example.com/help/voices"
      })
  void nameNoFoldersAndMangleNone(String said, String shown) {
    assertThat(WORDS.of(said)).isEqualTo(shown);
  }
}
