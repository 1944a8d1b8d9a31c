package larksong.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import larksong.library.store.SharedFolder;

/**
 * What lies of a recording on its way in, in a folder that is called as it is: its files by name.
 */
public final class UploadFolder {

  /** The sound as it was sent. */
  public static final String SENT = "sent";

  /** What was made of it, as JSON. */
  public static final String RECORDING = "recording.json";

  /** All that was made of it. */
  public static final List<String> FILES =
      List.of(RECORDING, "episode.mp3", "cover.jpg", "transcript.vtt");

  private UploadFolder() {}

  /** Takes away all that lies of an upload. */
  public static void clear(SharedFolder files, UUID guid) throws IOException {
    List<String> all = new ArrayList<>(List.of(SENT));
    all.addAll(FILES);
    files.removeFolder(guid.toString(), all);
  }
}
