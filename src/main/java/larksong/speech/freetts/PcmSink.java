package larksong.speech.freetts;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import org.jspecify.annotations.Nullable;

/** Keeps what a FreeTTS voice renders: 16-bit big-endian mono. */
final class PcmSink implements AudioPlayer {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private @Nullable AudioFormat format;
  private float volume = 1;

  /** All samples at this rate; a voice of half the rate is interpolated. */
  short[] samples(int rate) {
    short[] samples = new short[bytes.size() / 2];
    ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.BIG_ENDIAN).asShortBuffer().get(samples);
    return format != null && Math.round(format.getSampleRate()) * 2 == rate
        ? doubled(samples)
        : samples;
  }

  private static short[] doubled(short[] samples) {
    short[] doubled = new short[samples.length * 2];
    for (int i = 0; i < samples.length; i++) {
      int next = i + 1 < samples.length ? samples[i + 1] : samples[i];
      doubled[2 * i] = samples[i];
      doubled[2 * i + 1] = (short) ((samples[i] + next) / 2);
    }
    return doubled;
  }

  @Override
  public void setAudioFormat(AudioFormat format) {
    this.format = format;
  }

  @Override
  public @Nullable AudioFormat getAudioFormat() {
    return format;
  }

  @Override
  public boolean write(byte[] data) {
    return write(data, 0, data.length);
  }

  @Override
  public boolean write(byte[] data, int offset, int size) {
    bytes.write(data, offset, size);
    return true;
  }

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void reset() {}

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public void begin(int size) {}

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public float getVolume() {
    return volume;
  }

  @Override
  public void setVolume(float volume) {
    this.volume = volume;
  }

  @Override
  public long getTime() {
    return -1;
  }

  @Override
  public void resetTime() {}

  @Override
  public void startFirstSampleTimer() {}

  @Override
  public void showMetrics() {}
}
