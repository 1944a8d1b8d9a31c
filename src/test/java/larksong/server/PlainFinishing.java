package larksong.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larksong.files.Fingerprint;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.intake.Finishing;
import larksong.model.Chapter;
import larksong.model.Loudness;
import larksong.model.Recording;

/** Takes what begins with "sound" as a recording of a minute, for tests of everything around it. */
public final class PlainFinishing implements Finishing {

  @Override
  public Recording recording(
      Path sound, ShelvedShow show, Upload upload, Optional<Path> picture, Path folder)
      throws UnfitException, IOException {
    byte[] bytes = Files.readAllBytes(sound);
    if (!new String(bytes, StandardCharsets.UTF_8).matches("(?s)(sound|ID3).*")) {
      throw new UnfitException("Expected sound.");
    }
    Files.write(folder.resolve("episode.mp3"), bytes);
    Files.writeString(folder.resolve("transcript.vtt"), "WEBVTT\n");
    Files.write(
        folder.resolve("cover.jpg"),
        picture.isPresent() ? Files.readAllBytes(picture.get()) : new byte[] {1});
    return new Recording(
        "episode.mp3",
        "transcript.vtt",
        "cover.jpg",
        Duration.ofMinutes(1),
        bytes.length,
        Fingerprint.of(bytes),
        new Loudness(-16, -2),
        List.of(new Chapter(upload.details().title(), Duration.ZERO, Optional.empty())),
        List.of());
  }

  @Override
  public void check(Path mp3, Duration length) {}

  @Override
  public String transcript(String sent, Duration length) {
    return sent;
  }

  @Override
  public byte[] picture(byte[] sent) throws UnfitException {
    if (sent.length == 0 || sent[0] != (byte) 0xff) {
      throw new UnfitException("Expected a picture.");
    }
    return sent;
  }
}
