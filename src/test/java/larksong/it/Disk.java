package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small disk of its own, in memory; only root can mount one. */
final class Disk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Path folder;
  private final Path filling;

  private Disk(Path folder) {
    this.folder = folder;
    this.filling = folder.resolve("filling");
  }

  /** Under what is in a folder. */
  static Disk under(Path folder, int mebibytes) throws Exception {
    Path before = folder.resolveSibling("before");
    Files.move(folder, before);
    Files.createDirectory(folder);
    assumeThat(
            ended("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "larksong", "" + folder))
        .as("mounting a disk needs root")
        .isZero();
    assertThat(ended("cp", "-a", before + "/.", "" + folder)).isZero();
    return new Disk(folder);
  }

  /** Fills it up to so many bytes. */
  void fill(int room) throws IOException {
    try (OutputStream out = Files.newOutputStream(filling)) {
      byte[] block = new byte[BLOCK];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(Files.getFileStore(folder).getUsableSpace()).as("room: " + e).isZero();
    }
    try (FileChannel file = FileChannel.open(filling, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - room);
    }
  }

  void free() throws IOException {
    Files.delete(filling);
  }

  void writable(boolean writable) throws Exception {
    assertThat(ended("mount", "-o", "remount," + (writable ? "rw" : "ro"), "" + folder)).isZero();
  }

  private static int ended(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      return -1; // no such program here
    }
  }

  @Override
  public void close() throws IOException {
    new ProcessBuilder("umount", "-l", "" + folder).start().onExit().join();
  }
}
