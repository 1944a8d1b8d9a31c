package larksong.audio.jave;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import larksong.egress.NotOut;
import larksong.files.Fingerprint;
import larksong.files.Folders;
import larksong.files.WholeFile;

/**
 * A packaged program's copy in a folder, and beside it a stamp of what was packaged, the copy's
 * SHA-256, and how the file looked when that was checked.
 */
@NotOut("it opens what is packed into this program")
final class ExtractedProgram {

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final URL packaged;
  private final Path program;
  private final Path stamp;

  ExtractedProgram(URL packaged, Path program) {
    this.packaged = packaged;
    this.program = program;
    this.stamp = program.resolveSibling(program.getFileName() + ".sha256");
  }

  /**
   * Whether it may be run. Its 70 MB are not read at each start: whatever writes to a file changes
   * the time of its change, which nobody can set, and whatever replaces it changes its number.
   */
  boolean isIntact() throws IOException {
    List<String> stamped = stamped();
    return stamped.size() == 3
        && isRunnable()
        && stamped.get(0).equals(identity())
        && stamped.get(2).equals(look());
  }

  /** Believes a copy that has the hash which was stamped; else extracts it anew. */
  void restore() throws IOException {
    List<String> stamped = stamped();
    String identity = identity();
    boolean whole =
        stamped.size() == 3
            && stamped.get(0).equals(identity)
            && isRunnable()
            && stamped.get(1).equals(Fingerprint.of(program));
    stamp(identity, whole ? stamped.get(1) : extract());
  }

  private void stamp(String identity, String sha256) throws IOException {
    WholeFile.writeScratch(stamp, identity + "\n" + sha256 + "\n" + look());
  }

  /** Its SHA-256. */
  private String extract() throws IOException {
    Path part = WholeFile.part(program);
    try {
      String sha256;
      try (InputStream in = packaged.openStream();
          OutputStream out = Files.newOutputStream(part)) {
        sha256 = Fingerprint.ofCopy(in, out);
      }
      if (!part.toFile().setExecutable(true, true)) {
        throw new IOException("could not be made executable");
      }
      Folders.delete(program);
      WholeFile.move(part, program);
      return sha256;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private List<String> stamped() {
    try {
      return Files.readAllLines(stamp);
    } catch (IOException e) {
      return List.of(); // whatever keeps it from being read
    }
  }

  /** Another release may package another program under this name. */
  private String identity() throws IOException {
    URLConnection connection = packaged.openConnection();
    return connection instanceof JarURLConnection jar
        ? jar.getJarEntry().getSize() + " " + jar.getJarEntry().getCrc()
        : String.valueOf(connection.getContentLengthLong());
  }

  private String look() throws IOException {
    Map<String, Object> look =
        program.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? Files.readAttributes(program, "unix:size,ino,ctime,lastModifiedTime")
            : Files.readAttributes(program, "size,fileKey,creationTime,lastModifiedTime");
    return new TreeMap<>(look).toString();
  }

  private boolean isRunnable() throws IOException {
    return Files.isRegularFile(program) && Files.isExecutable(program) && !isWritableByOthers();
  }

  private boolean isWritableByOthers() throws IOException {
    return program.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !Collections.disjoint(Files.getPosixFilePermissions(program), OF_OTHERS);
  }
}
