package larksong.library.intake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.model.Recording;

/** Makes what others send into what the shelf may hold. */
public interface Finishing {

  /** What was sent cannot be made into that; the message says why. */
  final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnfitException(String message) {
      super(message);
    }
  }

  /**
   * Makes a sound file of any usual kind into a mastered recording with its companions in the
   * folder.
   *
   * @param picture the cover that was sent with it
   */
  Recording recording(
      Path sound, ShelvedShow show, Upload upload, Optional<Path> picture, Path folder)
      throws UnfitException, IOException;

  /**
   * Checks that a file is an MP3, from its tag to its end, of about this length, which may be kept
   * as it is.
   */
  void check(Path mp3, Duration length) throws UnfitException, IOException;

  /** Makes a WebVTT transcript into one that says the same, and nothing beside its cues. */
  String transcript(String sent, Duration length) throws UnfitException;

  /** Makes a picture into a plain JPEG of a bearable size. */
  byte[] picture(byte[] sent) throws UnfitException, IOException;
}
