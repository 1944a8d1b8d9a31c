package larksong.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of who it is, in an Authorization header: a scheme, whose letters may be large
 * or small, and credentials (RFC 9110 §11.4).
 */
record Authorization(String scheme, String credentials) {

  private static final int LONGEST = 1_000;

  /** Empty if there is no such header, or it has another form. */
  static Optional<Authorization> of(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return Optional.empty();
    }
    String[] parts = header.strip().split("[ \t]+", 2);
    return parts.length == 2
        ? Optional.of(new Authorization(parts[0], parts[1]))
        : Optional.empty();
  }

  /** A token (RFC 6750). */
  Optional<String> bearer() {
    return scheme.equalsIgnoreCase("Bearer") ? Optional.of(credentials) : Optional.empty();
  }

  /** A password, whoever's it is (RFC 7617). */
  Optional<String> password() {
    if (!scheme.equalsIgnoreCase("Basic")) {
      return Optional.empty();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
