package larksong.library.store;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;

/** Tries again what fails only while a database is opened, closed or away. */
final class Patience {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final RetryPolicy<Object> policy;

  Patience(Dialect dialect) {
    policy =
        RetryPolicy.builder()
            .handleIf(
                failure ->
                    Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof SQLException e && dialect.passes(e)))
            .abortOn(LibraryException.class)
            .withBackoff(20, 500, ChronoUnit.MILLIS)
            .withJitter(0.5)
            .withMaxAttempts(-1)
            .withMaxDuration(LONGEST)
            .build();
  }

  /** What it gives at last, or its last failure; a {@link LibraryException} is one at once. */
  <T> T with(CheckedSupplier<T> attempt) throws SQLException {
    try {
      return Failsafe.with(policy).get(attempt);
    } catch (FailsafeException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
    }
  }
}
