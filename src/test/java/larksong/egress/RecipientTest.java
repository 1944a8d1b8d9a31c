package larksong.egress;

import static org.assertj.core.api.Assertions.assertThat;

import larksong.model.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientTest {

  @ParameterizedTest
  @CsvSource({
    "HERE, LOCAL, AS_IT_IS",
    "HERE, REDACTED, AS_IT_IS",
    "HERE, FREE, AS_IT_IS",
    "TARGET, LOCAL, AS_IT_IS",
    "TARGET, REDACTED, AS_IT_IS",
    "TARGET, FREE, AS_IT_IS",
    "MODEL, LOCAL, NOTHING",
    "MODEL, REDACTED, WITH_STAND_INS",
    "MODEL, FREE, AS_IT_IS",
    "VOICE, LOCAL, NOTHING",
    "VOICE, REDACTED, NOTHING",
    "VOICE, FREE, AS_IT_IS",
    "ANYBODY, LOCAL, NOTHING",
    "ANYBODY, REDACTED, NOTHING",
    "ANYBODY, FREE, AS_IT_IS"
  })
  void hasOfATextWhatTheOwnerAllows(Recipient recipient, Level level, Share share) {
    assertThat(recipient.mayHave(level)).isEqualTo(share);
  }
}
