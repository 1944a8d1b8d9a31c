package larksong.audio.jave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import larksong.audio.Encoder;
import larksong.audio.EncoderContract;
import larksong.files.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JaveEncoderTest extends EncoderContract {

  @TempDir static Path programs;

  @Override
  protected Encoder encoder() {
    return new JaveEncoder(locator());
  }

  @Test
  void decodesNoMoreOfASoundThanARecordingMayHave() throws Exception {
    int samples = 40_000; // one a second, which is eleven hours
    ByteBuffer wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(1).putInt(1);
    wav.putShort((short) 1).putShort((short) 8);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
    Path slow = Files.write(folder.resolve("slow.wav"), wav.array());
    AtomicLong decoded = new AtomicLong();

    encoder().decode(slow, 1_000, (block, count) -> decoded.addAndGet(count));

    assertThat(Duration.ofSeconds(decoded.get() / 1_000))
        .isBetween(Duration.ofHours(6), Duration.ofHours(7));
  }

  @Test
  void extractsTheProgramForItsOwnerAlone() throws Exception {
    Path program = Path.of(locator().locate());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program.getParent())))
        .isEqualTo("rwx------");
    assertThat(program).isExecutable();
  }

  @Test
  void extractsTheProgramAgainWhenItWasTamperedWith() throws Exception {
    Path own = folder.resolve("bin");
    Path program = Path.of(new FfmpegLocator(Optional.empty(), own).locate());
    Files.writeString(program, "#!/bin/sh\n");

    new FfmpegLocator(Optional.empty(), own).locate();

    assertThat(Files.size(program)).isGreaterThan(1 << 20);
  }

  @Test
  void extractsTheProgramAgainWhenItWasDamagedAtTheSameLengthAndTime() throws Exception {
    Path own = folder.resolve("bin");
    Path program = Path.of(new FfmpegLocator(Optional.empty(), own).locate());
    String whole = Fingerprint.of(program);
    FileTime time = Files.getLastModifiedTime(program);
    try (FileChannel channel = FileChannel.open(program, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[64]), channel.size() / 2);
    }
    Files.setLastModifiedTime(program, time);
    assertThat(Fingerprint.of(program)).isNotEqualTo(whole);

    new FfmpegLocator(Optional.empty(), own).locate();

    assertThat(Fingerprint.of(program)).isEqualTo(whole);
  }

  @Test
  void extractsTheProgramAgainWhenItsStampOrItselfIsNotWhatItWas() throws Exception {
    Path own = folder.resolve("bin");
    Path program = Path.of(new FfmpegLocator(Optional.empty(), own).locate());
    String whole = Fingerprint.of(program);
    Path stamp = program.resolveSibling(program.getFileName() + ".sha256");
    for (String other : List.of("", "x", "1 1\n" + "0".repeat(64) + "\n{}", "\n\n\n\n")) {
      Files.writeString(stamp, other);
      Files.write(program, new byte[70]);

      new FfmpegLocator(Optional.empty(), own).locate();

      assertThat(Fingerprint.of(program)).as(other).isEqualTo(whole);
    }
    Files.delete(program);
    Files.createDirectories(program.resolve("deeper"));
    new FfmpegLocator(Optional.empty(), own).locate();
    assertThat(Fingerprint.of(program)).isEqualTo(whole);
  }

  @Test
  void extractsTheProgramAgainWhenAnotherReleasePackagesAnother() throws Exception {
    Path own = folder.resolve("bin");
    Path program = Path.of(new FfmpegLocator(Optional.empty(), own).locate());
    Object before = Files.readAttributes(program, BasicFileAttributes.class).fileKey();
    Path stamp = program.resolveSibling(program.getFileName() + ".sha256");
    Files.writeString(stamp, Files.readString(stamp).replaceFirst("^\\d+ \\d+", "12 34"));

    new FfmpegLocator(Optional.empty(), own).locate();

    assertThat(Files.readAttributes(program, BasicFileAttributes.class).fileKey())
        .isNotEqualTo(before);
  }

  @Test
  void believesAProgramThatOnlyMovedWithItsHome() throws Exception {
    Path own = folder.resolve("bin");
    Path program = Path.of(new FfmpegLocator(Optional.empty(), own).locate());
    Object before = Files.readAttributes(program, BasicFileAttributes.class).fileKey();
    Files.setLastModifiedTime(program, FileTime.fromMillis(0));

    new FfmpegLocator(Optional.empty(), own).locate();

    assertThat(Files.readAttributes(program, BasicFileAttributes.class).fileKey())
        .isEqualTo(before);
  }

  @Test
  void namesAConfiguredProgramThatIsNotThere() {
    FfmpegLocator locator = new FfmpegLocator(Optional.of(Path.of("/nowhere/ffmpeg")), folder);

    assertThatThrownBy(locator::locate)
        .hasMessage("No program at the configured ffmpeg '/nowhere/ffmpeg'. Correct or remove it.");
  }

  @Test
  void saysThatAnEncoderDidNotReadAllOfTheSound() throws Exception {
    Path early = Files.writeString(folder.resolve("early"), "#!/bin/sh\nexit 0\n");
    assertThat(early.toFile().setExecutable(true)).isTrue();
    Encoder encoder = new JaveEncoder(new FfmpegLocator(Optional.of(early), folder));
    short[] second = new short[44_100];

    assertThatThrownBy(
            () ->
                encoder.encode(
                    sink -> {
                      for (int i = 0; i < 600; i++) {
                        sink.take(second, second.length);
                      }
                    },
                    44_100,
                    Duration.ofMinutes(10),
                    new Encoder.Levels(0, -1),
                    folder.resolve("out.mp3")))
        .hasMessage(
            "ffmpeg ended before it had read all of the sound. Check the disk, and 'ffmpeg' in"
                + " larksong.yaml if it is set; 'larksong doctor' tries it.");
  }

  @Test
  void saysThatAFileIsNoSoundWithoutItsName() throws Exception {
    Path own = Files.createDirectories(folder.resolve("my homes"));
    Path file = Files.writeString(own.resolve("voice-69.part"), "This is no sound.");

    assertThatThrownBy(() -> encoder().decode(file, 16_000, (samples, count) -> {}))
        .hasMessageMatching(
            "Expected a sound file, but ffmpeg failed \\(\\d+\\): Invalid data found when"
                + " processing input\\.");
  }

  private static FfmpegLocator locator() {
    return new FfmpegLocator(Optional.empty(), programs.resolve("bin"));
  }
}
