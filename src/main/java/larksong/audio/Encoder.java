package larksong.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A program or library that makes MP3 of samples, and samples of audio files. */
public interface Encoder {

  /**
   * How loud to make it.
   *
   * @param gainDb applied first
   * @param ceilingDbfs no sample above it after that
   */
  record Levels(double gainDb, double ceilingDbfs) {}

  /** Changes when the same samples may become another file. */
  String fingerprint();

  /**
   * Encodes to mono 44.1 kHz CBR MP3 with a Xing header and without tags.
   *
   * @param length how long the samples sound; sets the deadline
   * @throws EncodingException if no whole file was made; what is at the path is then no use
   */
  void encode(Samples samples, int sampleRate, Duration length, Levels levels, Path mp3)
      throws EncodingException;

  /**
   * Decodes the first audio stream of a file to mono samples at this rate.
   *
   * @throws EncodingException if it is not audio, or broken
   */
  void decode(Path audio, int sampleRate, Samples.Sink sink) throws EncodingException;

  /** A file's sound as {@link #decode} gives it, each time that it is asked for. */
  default Samples decoded(Path audio, int sampleRate) {
    return sink -> {
      try {
        decode(audio, sampleRate, sink);
      } catch (EncodingException e) {
        throw new IOException(e.getMessage(), e);
      }
    };
  }

  /**
   * Copies the sound of an MP3 as it is into a file with a Xing header and nothing else.
   *
   * @throws EncodingException if it is no MP3, or broken
   */
  void strip(Path audio, Path mp3) throws EncodingException;
}
