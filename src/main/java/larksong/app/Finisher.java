package larksong.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import larksong.audio.Encoder;
import larksong.audio.EncodingException;
import larksong.audio.Remastering;
import larksong.audio.SentSound;
import larksong.audio.UnplayableException;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.intake.Finishing;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Show;

/** Finishes uploads with this installation's encoder. */
final class Finisher implements Finishing {

  private final Encoder encoder;
  private final ZoneId zone;

  Finisher(Encoder encoder, ZoneId zone) {
    this.encoder = encoder;
    this.zone = zone;
  }

  @Override
  public Recording recording(
      Path sound, ShelvedShow show, Upload upload, Optional<Path> picture, Path folder)
      throws UnfitException, IOException {
    Remastering.Label label =
        new Remastering.Label(
            Show.ofRecordings(
                show.name(), show.title(), show.description(), upload.details().language(), zone),
            upload.details().title(),
            upload.created().atZone(zone).toLocalDate(),
            Provenance.sentBy(upload.uploader()).sentence());
    try {
      return new Remastering(encoder).master(sound, label, picture, folder);
    } catch (UnplayableException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    } catch (EncodingException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void check(Path mp3, Duration length) throws UnfitException, IOException {
    try {
      SentSound.check(mp3, length);
    } catch (UnplayableException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String transcript(String sent, Duration length) throws UnfitException {
    try {
      return SentSound.transcript(sent, length);
    } catch (UnplayableException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public byte[] picture(byte[] sent) throws UnfitException, IOException {
    try {
      return Remastering.picture(sent);
    } catch (UnplayableException e) {
      throw new UnfitException(String.valueOf(e.getMessage()));
    }
  }
}
