package larksong.net;

import java.io.IOException;
import java.nio.file.Path;
import larksong.files.PrivateFiles;
import okhttp3.Cache;
import okio.FileSystem;
import okio.ForwardingFileSystem;
import okio.Sink;

/** The files of a cache, which have secret addresses in them: each is made for its owner alone. */
final class PrivateCache extends ForwardingFileSystem {

  private PrivateCache() {
    super(FileSystem.SYSTEM);
  }

  /** A cache in a folder that is there, of so many bytes. */
  static Cache in(Path folder, long bytes) {
    return new Cache(new PrivateCache(), okio.Path.get(folder.toFile()), bytes);
  }

  @Override
  public Sink sink(okio.Path file, boolean mustCreate) throws IOException {
    if (mustCreate) {
      return super.sink(file, true);
    }
    PrivateFiles.make(file.toNioPath());
    return super.sink(file, false);
  }

  @Override
  public Sink appendingSink(okio.Path file, boolean mustExist) throws IOException {
    if (!mustExist) {
      PrivateFiles.make(file.toNioPath());
    }
    return super.appendingSink(file, mustExist);
  }
}
