package larksong.audio.jave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import larksong.audio.Encoder;
import larksong.audio.EncoderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JaveEncoderTest extends EncoderContract {

  @TempDir static Path programs;

  @Override
  protected Encoder encoder() {
    return new JaveEncoder(locator());
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
  void namesAConfiguredProgramThatIsNotThere() {
    FfmpegLocator locator = new FfmpegLocator(Optional.of(Path.of("/nowhere/ffmpeg")), folder);

    assertThatThrownBy(locator::locate)
        .hasMessage("No program at the configured ffmpeg '/nowhere/ffmpeg'. Correct or remove it.");
  }

  private static FfmpegLocator locator() {
    return new FfmpegLocator(Optional.empty(), programs.resolve("bin"));
  }
}
