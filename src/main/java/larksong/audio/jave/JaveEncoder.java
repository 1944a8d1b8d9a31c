package larksong.audio.jave;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larksong.audio.Encoder;
import larksong.audio.EncodingException;
import larksong.audio.Samples;
import larksong.egress.NotOut;
import larksong.process.Program;
import larksong.process.ProgramException;

/** Encodes and decodes with ffmpeg, over pipes. */
@NotOut("ffmpeg is given files of this machine, and may open nothing else")
public final class JaveEncoder implements Encoder {

  /** Enough for a voice (private-feed.md: 96–128 kbit/s). */
  private static final String BIT_RATE = "96k";

  /** LAME's quickest search; at 96 kbit/s for one voice the difference is not heard. */
  private static final String COMPRESSION_LEVEL = "9";

  /** Hz; a slower voice has nothing that LAME would have to look for above half its rate. */
  private static final int FULL_RATE = 32_000;

  private static final List<String> ALWAYS =
      List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file,pipe");

  /** Sound alone: a playlist in disguise would make ffmpeg read other files. */
  private static final String FORMATS = "mp3,mov,wav,w64,ogg,flac,aiff,aac";

  /**
   * More is no recording: a WAV of one sample a second has 34 days in 3 MB. A minute beyond what is
   * taken shows that it is too long.
   */
  private static final Duration MOST_SOUND = Duration.ofHours(6).plusMinutes(1);

  private static final Duration LONGEST_DECODING = Duration.ofMinutes(5);

  /** Bytes a second that even a slow machine reads. */
  private static final long SLOWEST = 500_000;

  private static final String LOOK_AT_FFMPEG =
      "Check the disk, and 'ffmpeg' in larksong.yaml if it is set; 'larksong doctor' tries it.";

  private final FfmpegLocator locator;

  public JaveEncoder(FfmpegLocator locator) {
    this.locator = locator;
  }

  @Override
  public String fingerprint() {
    return "ffmpeg libmp3lame " + BIT_RATE + " " + COMPRESSION_LEVEL;
  }

  @Override
  public void encode(Samples samples, int sampleRate, Duration length, Levels levels, Path mp3)
      throws EncodingException {
    String filters =
        String.format(
            Locale.ROOT,
            "aresample=44100,volume=%.3fdB,alimiter=limit=%.5f:attack=5:release=60:level=disabled",
            levels.gainDb(),
            Math.pow(10, levels.ceilingDbfs() / 20));
    List<String> arguments =
        untagged(
            mp3,
            "-f",
            "s16le",
            "-ar",
            String.valueOf(sampleRate),
            "-ac",
            "1",
            "-i",
            "pipe:0",
            "-af",
            filters,
            "-ac",
            "1",
            "-c:a",
            "libmp3lame",
            "-b:a",
            BIT_RATE,
            "-compression_level",
            COMPRESSION_LEVEL,
            "-cutoff",
            sampleRate < FULL_RATE ? String.valueOf(sampleRate / 2) : "0");
    Duration deadline = Duration.ofSeconds(60).plus(length.dividedBy(2));
    try (Program ffmpeg = start(arguments, deadline)) {
      try (OutputStream in = new BufferedOutputStream(ffmpeg.input(), 1 << 16)) {
        samples.sendTo((block, count) -> in.write(bytes(block, count)));
      } catch (IOException e) {
        ffmpeg.check();
        throw new EncodingException(
            e instanceof FileSystemException
                ? "The spoken sentences could not be read again. Run it again with --again, which"
                    + " makes them anew."
                : "ffmpeg ended before it had read all of the sound. " + LOOK_AT_FFMPEG,
            e);
      }
      ffmpeg.drain();
      ffmpeg.check();
    } catch (ProgramException e) {
      throw failure(e);
    }
  }

  @Override
  public void decode(Path audio, int sampleRate, Samples.Sink sink) throws EncodingException {
    List<String> arguments =
        List.of(
            "-format_whitelist",
            FORMATS,
            "-i",
            file(audio),
            "-map",
            "0:a:0",
            "-vn",
            "-t",
            String.valueOf(MOST_SOUND.toSeconds()),
            "-ac",
            "1",
            "-ar",
            String.valueOf(sampleRate),
            "-f",
            "s16le",
            "pipe:1");
    try (Program ffmpeg = start(arguments, longest(audio))) {
      try (InputStream out = new BufferedInputStream(ffmpeg.output(), 1 << 16)) {
        byte[] bytes = new byte[1 << 15];
        short[] samples = new short[bytes.length / 2];
        for (int read = out.readNBytes(bytes, 0, bytes.length);
            read > 0;
            read = out.readNBytes(bytes, 0, bytes.length)) {
          ByteBuffer.wrap(bytes, 0, read)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asShortBuffer()
              .get(samples, 0, read / 2);
          sink.take(samples, read / 2);
        }
      } catch (IOException e) {
        ffmpeg.check();
        throw new EncodingException(
            "What ffmpeg decoded could not be taken. Check the disk, and run it again.", e);
      }
      ffmpeg.check();
    } catch (ProgramException e) {
      if (e.isVerdict()) {
        throw new EncodingException("Expected a sound file, but " + e.getMessage() + ".", e);
      }
      throw failure(e);
    }
  }

  private static EncodingException failure(ProgramException e) {
    return new EncodingException(
        String.valueOf(e.getMessage()) + (e.isVerdict() ? ". " + LOOK_AT_FFMPEG : ""), e);
  }

  @Override
  public void strip(Path audio, Path mp3) throws EncodingException {
    List<String> arguments =
        untagged(mp3, "-f", "mp3", "-i", file(audio), "-map", "0:a:0", "-c", "copy");
    try (Program ffmpeg = start(arguments, LONGEST_DECODING)) {
      ffmpeg.drain();
      ffmpeg.check();
    } catch (ProgramException e) {
      throw failure(e);
    }
  }

  /** These arguments, and those of an MP3 that holds frames and nothing else. */
  private static List<String> untagged(Path mp3, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-map_metadata", "-1", "-fflags", "+bitexact"));
    all.addAll(List.of("-id3v2_version", "0", "-write_id3v1", "0", "-f", "mp3", "-y"));
    all.add(file(mp3));
    return all;
  }

  /** Read as a name, and not as an option or a protocol, whatever it begins with. */
  private static String file(Path path) {
    return "file:" + path.toAbsolutePath();
  }

  private static Duration longest(Path audio) {
    try {
      return LONGEST_DECODING.plusSeconds(Files.size(audio) / SLOWEST);
    } catch (IOException e) {
      return LONGEST_DECODING; // ffmpeg says that it is not there
    }
  }

  private Program start(List<String> arguments, Duration deadline)
      throws EncodingException, ProgramException {
    List<String> command = new ArrayList<>(List.of(locator.locate()));
    command.addAll(ALWAYS);
    command.addAll(arguments);
    return Program.start("ffmpeg", command, deadline);
  }

  private static byte[] bytes(short[] samples, int count) {
    ByteBuffer buffer = ByteBuffer.allocate(count * 2).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asShortBuffer().put(samples, 0, count);
    return buffer.array();
  }
}
