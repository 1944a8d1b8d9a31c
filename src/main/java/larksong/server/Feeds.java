package larksong.server;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import larksong.files.Fingerprint;
import larksong.library.FeedWriter;
import larksong.library.ShelvedEpisode;

/**
 * Answers with feeds: their bytes are their validators, and one that nothing changed since is not
 * written again to find that out.
 */
final class Feeds {

  /** Episodes in one part of a feed. */
  static final int PAGE = 500;

  private static final int REMEMBERED = 2000;

  /** The hash of what was written last, by address and the shelf's version then. */
  private final Map<String, String> hashes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** All but the one more that was asked for to see whether there is one. */
  static List<ShelvedEpisode> shown(List<ShelvedEpisode> part) {
    return part.subList(0, Math.min(PAGE, part.size()));
  }

  static FeedWriter.Page page(int number, List<ShelvedEpisode> part) {
    return new FeedWriter.Page(number, part.size() <= PAGE);
  }

  /** Answers as the client can take it; the compressed form has a validator of its own. */
  void answer(Context context, String version, Supplier<String> writer) {
    String key = Fingerprint.of(context.path(), String.valueOf(context.queryString()), version);
    boolean zipped =
        Objects.requireNonNullElse(context.header("Accept-Encoding"), "")
            .toLowerCase(Locale.ROOT)
            .matches(".*\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|\\s|$)).*");
    context.header("Vary", "Accept-Encoding");
    Optional<String> known = hash(key);
    if (known.isPresent() && isKnown(context, etag(known.get(), zipped))) {
      context.header("ETag", etag(known.get(), zipped)).status(304);
      return;
    }
    byte[] feed = writer.get().getBytes(StandardCharsets.UTF_8);
    String hash = Fingerprint.of(feed).substring(0, 32);
    remember(key, hash);
    context.header("ETag", etag(hash, zipped));
    if (isKnown(context, etag(hash, zipped))) {
      context.status(304);
      return;
    }
    context.contentType("application/rss+xml; charset=utf-8");
    if (zipped) {
      context.header("Content-Encoding", "gzip").result(zipped(feed));
    } else {
      context.result(feed);
    }
  }

  private Optional<String> hash(String key) {
    synchronized (hashes) {
      return Optional.ofNullable(hashes.get(key));
    }
  }

  private void remember(String key, String hash) {
    synchronized (hashes) {
      hashes.put(key, hash);
    }
  }

  private static String etag(String hash, boolean zipped) {
    return '"' + hash + (zipped ? "-gzip" : "") + '"';
  }

  private static boolean isKnown(Context context, String etag) {
    String known = context.header("If-None-Match");
    return known != null && (known.trim().equals("*") || known.contains(etag));
  }

  private static byte[] zipped(byte[] feed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(feed.length / 4);
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(feed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
