package larksong.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import larksong.library.Tokens;
import larksong.library.Tokens.Grant;
import larksong.library.Tokens.Kind;
import org.jspecify.annotations.Nullable;

/** Lets in who has a token: listeners by their path, publishers by their header. */
final class Gate {

  private static final int LONGEST = 200;
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private final Tokens tokens;

  Gate(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The listener behind a token in an address. */
  Optional<Grant> listener(String token) {
    return token.length() <= LONGEST ? tokens.check(Kind.LISTEN, token) : Optional.empty();
  }

  /** The token of a listener whose app sends it as an HTTP Basic password (RFC 7617). */
  Optional<String> basic(@Nullable String authorization) {
    if (authorization == null
        || !authorization.startsWith(BASIC)
        || authorization.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).trim());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      String token = pair.substring(pair.indexOf(':') + 1);
      return Optional.of(token).filter(password -> listener(password).isPresent());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The publisher behind an Authorization header. */
  Optional<Grant> publisher(@Nullable String authorization) {
    if (authorization == null
        || !authorization.startsWith(BEARER)
        || authorization.length() > LONGEST) {
      return Optional.empty();
    }
    return tokens.check(Kind.PUBLISH, authorization.substring(BEARER.length()).trim());
  }
}
