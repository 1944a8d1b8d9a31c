package larksong.library.upkeep;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import larksong.files.Fingerprint;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.library.deletion.Holdings.Held;
import larksong.library.upkeep.BackupManifest.Entry;

/** Writes a backup beside its place, which gets it when it is whole and on the disk. */
final class BackupWriter implements AutoCloseable {

  private final Path file;
  private final Path part;
  private final FileChannel channel;
  private final ZipOutputStream zip;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  BackupWriter(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("Expected a file to write but '" + file + "' is a folder.");
    }
    this.file = file;
    this.part = WholeFile.part(file); // its owner's alone from the first byte
    this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
    this.zip =
        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
  }

  /** The backup itself could not be written; no fault of what goes into it. */
  static final class UnwritableException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    UnwritableException(IOException cause) {
      super("The backup could not be written. Check the disk that it goes to.", cause);
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  void add(String name, byte[] bytes) throws IOException {
    zip.setLevel(Deflater.BEST_SPEED);
    add(name, new ByteArrayInputStream(bytes));
  }

  void add(String name, Path from) throws IOException {
    zip.setLevel(Deflater.BEST_SPEED);
    try (InputStream in = Files.newInputStream(from)) {
      add(name, in);
    }
  }

  /**
   * Adds a file of the library, unless it is not what its row says.
   *
   * @throws IOException if it could not be read
   */
  boolean addIfWhole(Held held, Path from) throws IOException {
    try (FileChannel opened = FileChannel.open(from, StandardOpenOption.READ)) {
      if (held.bytes() >= 0 && opened.size() != held.bytes()) {
        return false;
      }
      InputStream in = Channels.newInputStream(opened);
      String there = Fingerprint.of(in);
      if (!held.sha256().isEmpty() && !there.equals(held.sha256())) {
        return false;
      }
      opened.position(0);
      addAsIs(held.name(), in, there);
      return true;
    }
  }

  /** What was begun cannot be taken out of the file again. */
  private void addAsIs(String name, InputStream in, String sha256) {
    try {
      zip.setLevel(Deflater.NO_COMPRESSION);
      if (!add(name, in).sha256().equals(sha256)) {
        throw new IOException("'" + name + "' changed while it was read");
      }
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }

  private Entry add(String name, InputStream in) throws IOException {
    MessageDigest digest = sha256();
    long bytes = 0;
    byte[] buffer = new byte[1 << 16];
    begin(name);
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
      write(buffer, read);
      bytes += read;
    }
    Entry entry = new Entry(name, bytes, HexFormat.of().formatHex(digest.digest()));
    entries.add(entry);
    names.add(name);
    return entry;
  }

  private void begin(String name) {
    try {
      zip.putNextEntry(new ZipEntry(name));
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }

  private void write(byte[] buffer, int length) {
    try {
      zip.write(buffer, 0, length);
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }

  /** Ends it with its manifest, whose own hash is in the ZIP file's comment, and puts it there. */
  void finish(BackupManifest manifest) throws IOException {
    byte[] json = Json.print(manifest).getBytes(StandardCharsets.UTF_8);
    zip.setComment(Fingerprint.of(json));
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
    zip.write(json);
    zip.finish();
    zip.flush();
    channel.force(true);
    zip.close();
    WholeFile.move(part, file);
    force(Objects.requireNonNull(file.getParent()));
  }

  /** So that a power cut does not forget the name either. */
  static void force(Path folder) {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException e) {
      return; // a system that opens no folders
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
