package larksong.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import larksong.audio.Encoder;
import larksong.audio.EncodingException;
import larksong.audio.Heard;
import larksong.files.WholeFile;
import larksong.model.Episode;
import larksong.publish.Reencoder;

/** The same sound through the encoder once more, without tags and pictures. */
record EncodedAgain(Supplier<Encoder> encoder) implements Reencoder {

  private static final int RATE = 44_100;
  private static final Encoder.Levels AS_IT_IS = new Encoder.Levels(0, -1);

  @Override
  public Path again(Episode episode) throws IOException {
    Path file = file(episode);
    Heard recorded = Heard.of(episode.recording());
    if (isMade(file, episode, recorded)) {
      return file;
    }
    Path part = WholeFile.part(file);
    try {
      encoder
          .get()
          .encode(
              encoder.get().decoded(episode.mp3(), RATE), RATE, recorded.length(), AS_IT_IS, part);
      recorded.encoded(encoder.get(), part, RATE, AS_IT_IS.gainDb());
      WholeFile.moveScratch(part, file);
      return file;
    } catch (EncodingException e) {
      throw new IOException("the recording could not be encoded anew", e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public void done(Episode episode) throws IOException {
    Files.deleteIfExists(file(episode));
  }

  private static Path file(Episode episode) {
    return episode.mp3().resolveSibling("episode-again.mp3");
  }

  private boolean isMade(Path file, Episode episode, Heard recorded) throws IOException {
    if (!Files.isRegularFile(file)
        || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(episode.mp3()))
            < 0) {
      return false;
    }
    try {
      recorded.encoded(encoder.get(), file, RATE, AS_IT_IS.gainDb());
      return true;
    } catch (EncodingException e) {
      return false; // it was damaged since
    }
  }
}
