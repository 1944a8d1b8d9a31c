package larksong.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import larksong.files.Fingerprint;
import larksong.library.ShelvedEpisode;
import larksong.library.feed.FeedWriter;
import org.jspecify.annotations.Nullable;

/**
 * Answers with feeds: their bytes are their validators, and one that nothing changed since is not
 * written again to find that out.
 */
final class Feeds {

  private static final Pattern GZIP =
      Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|\\s|$))");

  /** Episodes in one part of a feed. */
  static final int PAGE = 500;

  /** Characters of all feeds that are kept. */
  private static final long MOST_KEPT = 16L << 20;

  /** Characters of a feed above which it is written again each time it is sent. */
  private static final int LARGEST_KEPT = 1 << 18;

  /**
   * A feed as it was written last.
   *
   * @param text empty if it is too large to be kept
   */
  private record Written(String hash, String text) {
    static Written of(String text) {
      return new Written(Fingerprint.of(text).substring(0, 32), text);
    }
  }

  /** By address and the shelf's version then. */
  private final Cache<String, Written> written =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((String key, Written feed) -> key.length() + feed.text().length() + 100)
          .build();

  /** All but the one more that was asked for to see whether there is one. */
  static List<ShelvedEpisode> shown(List<ShelvedEpisode> part) {
    return part.subList(0, Math.min(PAGE, part.size()));
  }

  static FeedWriter.Page page(int number, List<ShelvedEpisode> part) {
    return new FeedWriter.Page(number, part.size() <= PAGE);
  }

  /** Answers as the client can take it; the compressed form has a validator of its own. */
  void answer(Context context, String address, int page, String version, Supplier<String> writer) {
    String key = key(address, page, version);
    boolean zipped = takesGzip(context.header("Accept-Encoding"));
    String known = context.header("If-None-Match");
    context.header("Vary", "Accept-Encoding");
    Optional<Written> kept = kept(key);
    boolean enough =
        kept.filter(there -> !there.text().isEmpty() || isKnown(known, etag(there, zipped)))
            .isPresent();
    Written now = enough ? kept.get() : Written.of(writer.get());
    if (!enough) {
      written.put(key, now.text().length() > LARGEST_KEPT ? new Written(now.hash(), "") : now);
    }
    context.header("ETag", etag(now, zipped));
    if (isKnown(known, etag(now, zipped))) {
      unchanged(context);
      return;
    }
    context.contentType("application/rss+xml; charset=utf-8");
    if (zipped) {
      context.header("Content-Encoding", "gzip").result(zipped(now.text()));
    } else {
      context.result(now.text());
    }
  }

  /**
   * The validator of a feed that the client has already, if that can be told without writing it.
   */
  Optional<String> unchanged(
      String address,
      int page,
      String version,
      @Nullable String encodings,
      @Nullable String known) {
    boolean zipped = takesGzip(encodings);
    return kept(key(address, page, version))
        .map(there -> etag(there, zipped))
        .filter(etag -> isKnown(known, etag));
  }

  private static String key(String address, int page, String version) {
    return address + " " + page + " " + version;
  }

  /** The part that a query asks for, from 1; what is no number is the first. */
  static int page(@Nullable String written) {
    return written != null && written.matches("[1-9]\\d{0,4}") ? Integer.parseInt(written) : 1;
  }

  private static boolean takesGzip(@Nullable String encodings) {
    return encodings != null && GZIP.matcher(encodings).find();
  }

  private Optional<Written> kept(String key) {
    return Optional.ofNullable(written.getIfPresent(key));
  }

  private static String etag(Written feed, boolean zipped) {
    return '"' + feed.hash() + (zipped ? "-gzip" : "") + '"';
  }

  /** Answers without a body, and without the length of one ({@link FewWords#nothing}). */
  static void unchanged(Context context) {
    context.status(304);
    try {
      context.res().flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("The client went away", e);
    }
  }

  /** Whether a client has what this validator names (RFC 9110 §13.1.2). */
  static boolean isKnown(@Nullable String known, String etag) {
    return known != null && (known.trim().equals("*") || known.contains(etag));
  }

  private static byte[] zipped(String feed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(feed.length() / 4);
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(feed.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
