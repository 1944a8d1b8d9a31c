package larksong.library.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import larksong.json.Json;
import larksong.library.UploadFolder;
import larksong.library.deletion.Holdings;
import larksong.library.deletion.Holdings.Held;
import larksong.library.store.SharedFolder;
import larksong.library.store.Store;
import larksong.model.Recording;

/** Where the files lie that the rows of a library name, wherever it keeps them. */
record HeldFiles(Store store, Path home) {

  /** The file of this name, on this machine by now. */
  Optional<Path> find(String name) throws IOException {
    return folder(name).find(within(name));
  }

  /** Whether there is one, and as long as it should be. */
  boolean isThere(Held held) throws IOException {
    return folder(held.name()).isThere(within(held.name()), held.bytes());
  }

  /** The one that all nodes share, in place of a node's own. */
  Optional<Path> again(String name) throws IOException {
    return folder(name).again(within(name));
  }

  /** The folder of this machine, and what several nodes share, whose file it is. */
  SharedFolder folder(String name) {
    String top = name.substring(0, name.indexOf('/'));
    return store.files(home.resolve(top), top);
  }

  /** Its name in that folder. */
  static String within(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  /** With what is known of it beside its row: of a recording that waits, another file says it. */
  Held known(Held held) throws IOException {
    if (!held.name().startsWith(Holdings.UPLOADS) || !held.name().endsWith(".mp3")) {
      return held;
    }
    String folder = held.name().substring(0, held.name().lastIndexOf('/') + 1);
    Optional<Path> said = find(folder + UploadFolder.RECORDING);
    try {
      if (said.isPresent()) {
        Recording recording = Json.read(Files.readString(said.get()), Recording.class);
        return held.as(recording.bytes(), recording.sha256());
      }
    } catch (JsonProcessingException e) {
      return held; // that other file is the damaged one
    }
    return held;
  }
}
