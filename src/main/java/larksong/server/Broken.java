package larksong.server;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import larksong.server.door.SlowException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/** Requests that failed on their way: nothing is wrong with the server. */
final class Broken {

  static final String SENTENCE = "The request did not come whole, or in time. Send it again.\n";

  private Broken() {}

  /** How that is answered, if a failure is of this kind. */
  static Optional<Integer> status(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .flatMap(cause -> one(cause).stream())
        .findFirst();
  }

  private static Optional<Integer> one(Throwable cause) {
    if (cause instanceof HttpException http && http.getCode() < 500) {
      return Optional.of(http.getCode());
    }
    if (cause instanceof SlowException || cause instanceof TimeoutException) {
      return Optional.of(408);
    }
    return cause instanceof EofException ? Optional.of(400) : Optional.empty();
  }
}
