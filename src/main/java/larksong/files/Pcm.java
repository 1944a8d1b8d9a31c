package larksong.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Clips on disk: 16-bit little-endian mono samples without a header. */
public final class Pcm {

  private Pcm() {}

  public static byte[] bytes(short[] samples) {
    ByteBuffer buffer = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asShortBuffer().put(samples);
    return buffer.array();
  }

  /** The samples as a WAV file. */
  public static byte[] wav(short[] samples, int rate) throws IOException {
    byte[] bytes = bytes(samples);
    ByteArrayOutputStream wav = new ByteArrayOutputStream(bytes.length + 64);
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(bytes),
            new AudioFormat(rate, Short.SIZE, 1, true, false),
            samples.length),
        AudioFileFormat.Type.WAVE,
        wav);
    return wav.toByteArray();
  }

  public static short[] read(Path file) throws IOException {
    return samples(Files.readAllBytes(file));
  }

  /** What {@link #bytes} made. */
  public static short[] samples(byte[] bytes) {
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
