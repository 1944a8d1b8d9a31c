package larksong.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import larksong.audio.Encoder;
import larksong.audio.EncodingException;
import larksong.files.Pcm;
import larksong.files.WholeFile;
import larksong.speech.SoundReader;
import larksong.speech.SpeechException;

/** Reads what voices answer with the encoder's decoder, from a private file for its time. */
final class DecodedSound implements SoundReader {

  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Supplier<Encoder> encoder;
  private final Path home;

  DecodedSound(Supplier<Encoder> encoder, Path home) {
    this.encoder = encoder;
    this.home = home;
  }

  @Override
  public short[] samples(byte[] sound, int rate) throws SpeechException {
    try {
      Path file = Files.createTempFile(WholeFile.privateFolder(home), "voice-", ".part");
      try {
        Files.write(file, sound);
        return decoded(file, rate);
      } finally {
        Files.delete(file);
      }
    } catch (EncodingException e) {
      throw new SpeechException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new SpeechException(
          "A voice's answer could not be kept in '"
              + home
              + "'. Check that its disk has room and may be written.",
          e);
    }
  }

  private short[] decoded(Path file, int rate) throws EncodingException, SpeechException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long most = LONGEST.toSeconds() * rate * Short.BYTES;
    try {
      encoder.get().decode(file, rate, (block, count) -> take(block, count, bytes, most));
    } catch (EncodingException e) {
      if (bytes.size() >= most) {
        throw new SpeechException(
            "A voice answered a sentence with more than "
                + LONGEST.toMinutes()
                + " minutes of sound.",
            e);
      }
      throw e;
    }
    return Pcm.samples(bytes.toByteArray());
  }

  /** A few kilobytes of compressed silence are days. */
  private static void take(short[] block, int count, ByteArrayOutputStream bytes, long most)
      throws IOException {
    bytes.write(Pcm.bytes(Arrays.copyOf(block, count)));
    if (bytes.size() >= most) {
      throw new IOException("Expected the sound of a sentence");
    }
  }
}
