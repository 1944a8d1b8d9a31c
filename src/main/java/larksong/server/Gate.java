package larksong.server;

import java.util.Optional;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Grant;
import larksong.library.access.Tokens.Kind;
import org.jspecify.annotations.Nullable;

/** Lets in who has a token: listeners by their path, publishers by their header. */
final class Gate {

  private static final int LONGEST = 200;

  private final Tokens tokens;

  Gate(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The listener behind a token in an address. */
  Optional<Grant> listener(String token) {
    return token.length() <= LONGEST ? tokens.check(Kind.LISTEN, token) : Optional.empty();
  }

  /** The publisher behind an Authorization header. */
  Optional<Grant> publisher(@Nullable String authorization) {
    return Authorization.of(authorization)
        .flatMap(Authorization::bearer)
        .filter(token -> token.length() <= LONGEST)
        .flatMap(token -> tokens.check(Kind.PUBLISH, token));
  }
}
