package larksong.library.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import larksong.files.Fingerprint;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.library.upkeep.BackupManifest.Entry;

/** A backup that was read through: it is exactly what was written, to the last byte. */
final class BackupFile implements AutoCloseable {

  static final String MANIFEST = "manifest.json";
  static final String CONFIGURATION = "configuration/";

  private static final String ROWS = "rows/";
  private static final int LARGEST_MANIFEST = 1 << 28;

  private final Path file;
  private final ZipFile zip;
  private final BackupManifest manifest;
  private final Map<String, Entry> entries = new TreeMap<>();

  private BackupFile(Path file, ZipFile zip, BackupManifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /** Opens a backup and reads all of it. */
  static BackupFile open(Path file) throws IOException {
    try {
      ZipFile zip = new ZipFile(file.toFile());
      try {
        BackupFile opened = new BackupFile(file, zip, manifest(file, zip));
        opened.check();
        return opened;
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw refused(file, "it is no ZIP file, or was cut off");
    }
  }

  private static BackupManifest manifest(Path file, ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null) {
      throw refused(file, "it has no manifest");
    }
    byte[] json;
    try (InputStream in = zip.getInputStream(entry)) {
      json = in.readNBytes(LARGEST_MANIFEST);
    }
    if (!Fingerprint.of(json).equals(zip.getComment())) {
      throw refused(file, "its manifest was changed");
    }
    int format = Json.tree(new String(json, StandardCharsets.UTF_8)).path("format").asInt();
    if (format != BackupManifest.FORMAT) {
      throw refused(
          file, "it has the format " + format + " and this program knows " + BackupManifest.FORMAT);
    }
    try {
      return Json.read(new String(json, StandardCharsets.UTF_8), BackupManifest.class);
    } catch (JsonProcessingException e) {
      throw refused(file, "its manifest cannot be read");
    }
  }

  private void check() throws IOException {
    for (Entry entry : manifest.entries()) {
      if (!BackupLimits.isOurs(entry.name()) || entries.put(entry.name(), entry) != null) {
        throw refused("no backup has '" + entry.name() + "' like that");
      }
    }
    List<String> there =
        zip.stream().map(ZipEntry::getName).filter(name -> !name.equals(MANIFEST)).toList();
    for (String name : there) {
      if (!entries.containsKey(name)) {
        throw refused("'" + name + "' was added");
      }
    }
    if (there.size() + 1 != zip.size() || there.size() != entries.size()) {
      throw refused("files in it are missing, or there twice");
    }
    checkConfiguration();
    for (Entry entry : entries.values()) {
      check(entry);
    }
    for (String table : manifest.rows().keySet()) {
      if (!entries.containsKey(rows(table))) {
        throw refused("the rows of '" + table + "' are missing");
      }
    }
  }

  /** Before anything of it is placed, so that placing it does not break off. */
  private void checkConfiguration() throws IOException {
    long all = 0;
    for (String name : names(CONFIGURATION)) {
      for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
        if (entries.containsKey(name.substring(0, at))) {
          throw refused("'" + name.substring(0, at) + "' is a file and a folder");
        }
      }
      all += read(name).length;
      refuse(BackupLimits.wrong(all));
    }
  }

  private void refuse(Optional<String> wrong) throws IOException {
    if (wrong.isPresent()) {
      throw refused(wrong.get());
    }
  }

  private void check(Entry entry) throws IOException {
    if (BackupLimits.most(entry.name()).isPresent()) {
      read(entry.name());
    }
    try (InputStream in = open(entry.name())) {
      String there = Fingerprint.of(in);
      if (!there.equals(entry.sha256())) {
        throw refused("'" + entry.name() + "' was changed");
      }
    } catch (ZipException e) {
      throw refused("'" + entry.name() + "' was changed");
    }
  }

  static String rows(String table) {
    return ROWS + table + ".jsonl";
  }

  BackupManifest manifest() {
    return manifest;
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The names of what lies in this folder of it. */
  List<String> names(String folder) {
    return entries.keySet().stream().filter(name -> name.startsWith(folder)).toList();
  }

  InputStream open(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw refused("'" + name + "' is missing");
    }
    return zip.getInputStream(entry);
  }

  /** A key, or a file of the configuration; no more of it is read than it may have. */
  byte[] read(String name) throws IOException {
    try (InputStream in = open(name)) {
      byte[] bytes = in.readNBytes(BackupLimits.most(name).orElse(0) + 1);
      refuse(BackupLimits.wrong(name, bytes.length));
      return bytes;
    }
  }

  BufferedReader lines(String table) throws IOException {
    return new BufferedReader(new InputStreamReader(open(rows(table)), StandardCharsets.UTF_8));
  }

  /** Writes a file of it, whole and on the disk or not at all. */
  void extract(String name, Path to) throws IOException {
    Path part = WholeFile.part(to);
    try {
      try (InputStream in = open(name)) {
        WholeFile.fill(part, in);
      }
      Entry entry = entries.get(name);
      if (entry == null || !Fingerprint.of(part).equals(entry.sha256())) {
        throw refused("'" + name + "' could not be read twice alike");
      }
      try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      WholeFile.move(part, to);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  IOException refused(String why) {
    return refused(file, why);
  }

  private static IOException refused(Path file, String why) {
    return new IOException(
        "'"
            + file.getFileName()
            + "' is no whole backup of a library: "
            + why
            + ". Nothing was written; take another backup.");
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
