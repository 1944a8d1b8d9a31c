package larksong.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Looks for words in every byte of every file of a folder, in whatever form they are kept. */
final class Remains {

  private static final List<Charset> FORMS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  private Remains() {}

  /** Where which of the words are found; what is compressed is also looked into. */
  static Set<String> of(Path folder, List<String> words) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String name = folder.relativize(file).toString();
        look(name + " (its name)", name.getBytes(StandardCharsets.UTF_8), words, found);
        if (Files.isRegularFile(file)) {
          look(name, Files.readAllBytes(file), words, found);
        }
      }
    }
    return found;
  }

  private static void look(String name, byte[] bytes, List<String> words, Set<String> found)
      throws IOException {
    // Bytes as letters, so that a search of letters finds bytes whatever their case.
    String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    for (String word : words) {
      for (Charset form : FORMS) {
        String sought = new String(word.getBytes(form), StandardCharsets.ISO_8859_1);
        if (text.contains(sought.toLowerCase(Locale.ROOT))) {
          found.add(word + " in " + name);
        }
      }
    }
    if (starts(bytes, 0x1f, 0x8b)) {
      look(
          name + " (gzip)",
          read(new GZIPInputStream(new ByteArrayInputStream(bytes))),
          words,
          found);
    } else if (starts(bytes, 0x78)) {
      look(
          name + " (deflate)",
          read(new InflaterInputStream(new ByteArrayInputStream(bytes))),
          words,
          found);
    } else if (starts(bytes, 'P', 'K')) {
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          look(name + "!" + entry.getName(), zip.readAllBytes(), words, found);
        }
      }
    }
  }

  private static boolean starts(byte[] bytes, int... first) {
    if (bytes.length < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if ((bytes[i] & 0xff) != first[i]) {
        return false;
      }
    }
    return true;
  }

  /** As far as it can be read. */
  private static byte[] read(InputStream compressed) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (compressed) {
      compressed.transferTo(all);
    } catch (IOException e) {
      return all.toByteArray(); // it only began like one
    }
    return all.toByteArray();
  }
}
