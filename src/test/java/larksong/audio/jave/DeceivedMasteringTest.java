package larksong.audio.jave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import larksong.audio.Encoder;
import larksong.audio.EncodingException;
import larksong.audio.Mastering;
import larksong.audio.Remastering;
import larksong.audio.Samples;
import larksong.files.Pcm;
import larksong.files.WholeFile;
import larksong.model.Clip;
import larksong.model.Fixtures;
import larksong.model.Line;
import larksong.model.Provenance;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Speech;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An encoder that ends well and made something else than it was asked for. */
class DeceivedMasteringTest {

  private static final int RATE = 16_000;
  private static final int SECONDS = 12;

  @TempDir static Path programs;
  @TempDir Path folder;

  /** What it makes instead. */
  enum Deceit {
    SILENCE("Expected an MP3 at about -16 LUFS but the encoder made one at -70 LUFS."),
    TWO_SECONDS("but the encoder made one of 2.0 s."),
    ALL_BUT_A_SECOND("but the encoder made one of "),
    TWICE_AS_LONG("but the encoder made one of "),
    NOISE("Expected an MP3 at about -16 LUFS but the encoder made one at "),
    SILENCE_FROM_THE_MIDDLE("but what the encoder made is silent at "),
    NOTHING("cannot be played"),
    BEGINNING("but the encoder made one of "),
    RANDOM_BYTES("what the encoder made cannot be played"),
    A_PAGE("what the encoder made cannot be played");

    private final String message;

    Deceit(String message) {
      this.message = message;
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsAnEditionInsteadOfPublishingIt(Deceit deceit) throws Exception {
    assertThatThrownBy(() -> new Mastering(new Deceiver(deceit)).master(speech(), label(), folder))
        .isInstanceOf(EncodingException.class)
        .hasMessageStartingWith("Expected an MP3 ")
        .hasMessageContaining(deceit.message)
        .hasMessageEndingWith(
            " Nothing was published. Check 'ffmpeg' in larksong.yaml, then run it again.");
    assertThat(folder.resolve("episode.mp3")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void failsAnUploadInsteadOfKeepingIt(Deceit deceit) throws Exception {
    Path sent = folder.resolve("sent");
    Files.write(sent, Pcm.wav(tone(SECONDS, 600), RATE));
    Show show = Show.ofRecordings("talks", "Talks", "", Locale.ENGLISH, Fixtures.STOCKHOLM);

    assertThatThrownBy(
            () ->
                new Remastering(new Deceiver(deceit))
                    .master(
                        sent,
                        new Remastering.Label(show, "Sent", LocalDate.of(2026, 11, 21), "A test."),
                        Optional.empty(),
                        folder))
        .isInstanceOf(EncodingException.class)
        .hasMessageContaining(deceit.message);
    assertThat(folder.resolve("episode.mp3")).doesNotExist();
  }

  private Speech speech() throws IOException {
    short[] samples = tone(SECONDS, 3000);
    WholeFile.write(folder.resolve("speech/a.pcm"), Pcm.bytes(samples));
    return new Speech(
        RATE,
        List.of(
            new Clip(
                0, 0, "host", "A.", 2, "speech/a.pcm", samples.length, Duration.ofSeconds(1))));
  }

  private static Mastering.Label label() {
    return new Mastering.Label(
        Fixtures.aShow("morning-briefing"),
        new Script(
            "T",
            "",
            Locale.UK,
            List.of(new Segment("A", List.of(new Line("host", "A.")), List.of()))),
        Fixtures.aRundown(List.of(), List.of()),
        new Provenance(List.of("a test"), "outline", List.of("tone:a")));
  }

  private static short[] tone(int seconds, int amplitude) {
    short[] samples = new short[RATE * seconds];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (amplitude * Math.sin(2 * Math.PI * 440 * i / RATE));
    }
    return samples;
  }

  /** Encodes other samples than it was given, or writes other bytes. */
  private static final class Deceiver implements Encoder {

    private final Encoder honest =
        new JaveEncoder(new FfmpegLocator(Optional.empty(), programs.resolve("bin")));
    private final Deceit deceit;

    Deceiver(Deceit deceit) {
      this.deceit = deceit;
    }

    @Override
    public String fingerprint() {
      return "deceiver";
    }

    @Override
    public void encode(Samples samples, int rate, Duration length, Levels levels, Path mp3)
        throws EncodingException {
      int count = (int) (length.toMillis() * rate / 1000);
      try {
        switch (deceit) {
          case SILENCE -> honest.encode(of(new short[count]), rate, length, levels, mp3);
          case SILENCE_FROM_THE_MIDDLE -> {
            short[] half = new short[count];
            int[] at = {0};
            samples.sendTo(
                (block, taken) -> {
                  int room = Math.max(0, Math.min(taken, count / 2 - at[0]));
                  System.arraycopy(block, 0, half, at[0], room);
                  at[0] += room;
                });
            honest.encode(of(half), rate, length, levels, mp3);
          }
          case TWO_SECONDS -> honest.encode(of(tone(rate * 2)), rate, length, levels, mp3);
          case ALL_BUT_A_SECOND -> honest.encode(of(tone(count - rate)), rate, length, levels, mp3);
          case TWICE_AS_LONG -> honest.encode(of(tone(2 * count)), rate, length, levels, mp3);
          case NOISE -> honest.encode(of(noise(count)), rate, length, new Levels(0, 0), mp3);
          case NOTHING -> Files.write(mp3, new byte[0]);
          case BEGINNING -> {
            honest.encode(samples, rate, length, levels, mp3);
            Files.write(mp3, Arrays.copyOf(Files.readAllBytes(mp3), 9000));
          }
          case RANDOM_BYTES -> Files.write(mp3, random(9000));
          case A_PAGE ->
              Files.write(mp3, "<html>not sound</html>".getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new EncodingException("It could not deceive", e);
      }
    }

    private static byte[] random(int count) {
      byte[] bytes = new byte[count];
      new Random(7).nextBytes(bytes);
      bytes[0] = 'x';
      return bytes;
    }

    private static Samples of(short[] samples) {
      return sink -> sink.take(samples, samples.length);
    }

    private static short[] tone(int count) {
      short[] samples = new short[count];
      for (int i = 0; i < count; i++) {
        samples[i] = (short) (3000 * Math.sin(i / 5.0));
      }
      return samples;
    }

    private static short[] noise(int count) {
      Random random = new Random(7);
      short[] samples = new short[count];
      for (int i = 0; i < count; i++) {
        samples[i] = (short) random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE);
      }
      return samples;
    }

    @Override
    public void decode(Path audio, int sampleRate, Samples.Sink sink) throws EncodingException {
      honest.decode(audio, sampleRate, sink);
    }

    @Override
    public void strip(Path audio, Path mp3) throws EncodingException {
      honest.strip(audio, mp3);
    }
  }
}
