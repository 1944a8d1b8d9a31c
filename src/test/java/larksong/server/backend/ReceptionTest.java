package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** At the sizes and the pace of the real service, without its waiting. */
class ReceptionTest {

  private static final long GIBIBYTE = 1L << 30;

  private long nanos;

  @Test
  void takesAGibibyteAndNotAByteMore() throws Exception {
    Reception reception = new Reception(GIBIBYTE, () -> nanos);

    assertThat(reception.take(zeros(GIBIBYTE, 0), OutputStream.nullOutputStream()))
        .isEqualTo(GIBIBYTE);
    assertThatThrownBy(
            () -> reception.take(zeros(GIBIBYTE + 1, 0), OutputStream.nullOutputStream()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("at most 1024 MiB");
    assertThatThrownBy(() -> reception.announce(GIBIBYTE + 1)).isInstanceOf(RefusedException.class);
  }

  @Test
  void endsAnUploadThatOnlyHoldsAPlace() {
    Reception reception = new Reception(GIBIBYTE, () -> nanos);

    assertThatThrownBy(() -> reception.take(zeros(GIBIBYTE, 100), OutputStream.nullOutputStream()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("at least 1000 bytes a second");
    assertThat(nanos).isBetween(TimeUnit.SECONDS.toNanos(60), TimeUnit.SECONDS.toNanos(70));
  }

  @Test
  void endsAlsoOneThatWasQuickAtFirst() {
    Reception reception = new Reception(GIBIBYTE, () -> nanos);
    InputStream quick = zeros(GIBIBYTE / 2, 0);
    InputStream slow = zeros(GIBIBYTE / 2, 100);

    assertThatThrownBy(
            () ->
                reception.take(
                    new java.io.SequenceInputStream(quick, slow), OutputStream.nullOutputStream()))
        .isInstanceOf(RefusedException.class);
    assertThat(nanos).isLessThan(TimeUnit.SECONDS.toNanos(130));
  }

  @Test
  void bearsWithASlowLine() throws Exception {
    long slow = Reception.SLOWEST * 600;

    assertThat(
            new Reception(GIBIBYTE, () -> nanos)
                .take(zeros(slow, (int) Reception.SLOWEST), OutputStream.nullOutputStream()))
        .isEqualTo(slow);
  }

  /** So many bytes; with a pace, so many in each second of the clock. */
  private InputStream zeros(long bytes, int aSecond) {
    return new InputStream() {
      private long left = bytes;

      @Override
      public int read() {
        throw new AssertionError("nobody reads single bytes");
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        if (left == 0) {
          return -1;
        }
        int read = (int) Math.min(left, aSecond == 0 ? length : aSecond);
        nanos += aSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1);
        left -= read;
        return read;
      }
    };
  }
}
