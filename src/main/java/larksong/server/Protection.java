package larksong.server;

import java.util.Map;

/** What every answer of a private library says to browsers, caches and robots. */
final class Protection {

  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "X-Robots-Tag", "noindex",
          "Cache-Control", "private, no-cache");

  private Protection() {}

  static Map<String, String> headers() {
    return HEADERS;
  }
}
