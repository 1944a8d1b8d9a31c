package larksong.publish.site;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import larksong.bucket.Bucket;
import larksong.config.Section;
import okio.ByteString;

/** A folder of an S3-compatible bucket whose objects anyone may read who knows their names. */
final class S3Site implements Site {

  /** As long as a token: 128 bits. */
  private static final int UNGUESSABLE = 20;

  private final Bucket bucket;
  private final String prefix;

  S3Site(Bucket bucket, String prefix) {
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /**
   * Reads what a {@link Bucket} reads, {@code prefix} (the folder, which nobody guesses), and
   * {@code url}, under which it is served; else under the bucket's own address.
   */
  static SitePublisher of(String target, Section section, SitePublisher.Outside outside) {
    Bucket bucket = Bucket.of(section, outside.client());
    String prefix = section.text("prefix").orElse("").replaceAll("^/+|/+$", "");
    if (prefix.length() < UNGUESSABLE || !prefix.matches("[A-Za-z0-9._/-]+")) {
      section.problem(
          "prefix",
          "expected a folder that nobody guesses, of at least "
              + UNGUESSABLE
              + " letters and digits; for example "
              + random());
    }
    URI url = section.address("url").orElseGet(() -> bucket.address(prefix));
    return new SitePublisher(target, new S3Site(bucket, prefix), url, outside);
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public Seen read(String path) throws IOException {
    return bucket
        .read(key(path), LARGEST)
        .map(object -> new Seen(path, Optional.of(object.text()), object.version()))
        .orElseGet(() -> new Seen(path, Optional.empty(), ""));
  }

  @Override
  public Optional<Part> part(String path, long from, int most) throws IOException {
    Optional<Long> size = bucket.size(key(path));
    return size.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Part(
                size.get(),
                from < size.get()
                    ? ByteString.of(bucket.part(key(path), from, most))
                    : ByteString.EMPTY));
  }

  /** A store that knows no conditions (501) is asked once more what is there. */
  @Override
  public boolean replace(Seen seen, String text, String type) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return switch (bucket.replace(key(seen.path()), seen.version(), content, type)) {
      case DONE -> true;
      case CHANGED -> false;
      case UNKNOWN -> {
        boolean same = read(seen.path()).equals(seen);
        if (same) {
          bucket.write(key(seen.path()), content, type);
        }
        yield same;
      }
    };
  }

  @Override
  public void write(String path, byte[] content, String type) throws IOException {
    bucket.write(key(path), content, type);
  }

  @Override
  public void copy(String path, Path file, String type) throws IOException {
    bucket.upload(key(path), file, type);
  }

  @Override
  public void remove(String path) throws IOException {
    bucket.remove(key(path));
  }

  private String key(String path) {
    return prefix + "/" + path;
  }

  @Override
  public String place() {
    return bucket.place();
  }

  @Override
  public String address() {
    return bucket.address(prefix).toString();
  }
}
