package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** At the size of the real service. */
class ReceptionTest {

  private static final long GIBIBYTE = 1L << 30;

  @Test
  void takesAGibibyteAndNotAByteMore() throws Exception {
    Reception reception = new Reception(GIBIBYTE);

    assertThat(reception.take(zeros(GIBIBYTE), OutputStream.nullOutputStream()))
        .isEqualTo(GIBIBYTE);
    assertThatThrownBy(() -> reception.take(zeros(GIBIBYTE + 1), OutputStream.nullOutputStream()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("at most 1024 MiB");
    assertThatThrownBy(() -> reception.announce(GIBIBYTE + 1)).isInstanceOf(RefusedException.class);
  }

  private static InputStream zeros(long count) {
    return new InputStream() {
      private long left = count;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] into, int from, int most) {
        int some = (int) Math.min(left, most);
        left -= some;
        return some == 0 ? -1 : some;
      }
    };
  }
}
