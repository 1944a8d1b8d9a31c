package larksong.library;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/** A GUID in 22 letters and digits, the form that the Save to Spotify client knows. */
public final class Base62 {

  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int LENGTH = 22;
  private static final BigInteger HALF = BigInteger.ONE.shiftLeft(64);

  private Base62() {}

  public static String of(UUID guid) {
    BigInteger rest =
        unsigned(guid.getMostSignificantBits())
            .multiply(HALF)
            .add(unsigned(guid.getLeastSignificantBits()));
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      digits.append(DIGITS.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return digits.reverse().toString();
  }

  /** The GUID behind an id, if it is one. */
  public static Optional<UUID> guid(String id) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < id.length(); i++) {
      int digit = DIGITS.indexOf(id.charAt(i));
      if (digit < 0 || id.length() != LENGTH) {
        return Optional.empty();
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    return id.isEmpty() || number.bitLength() > 128
        ? Optional.empty()
        : Optional.of(new UUID(number.shiftRight(64).longValue(), number.longValue()));
  }

  private static BigInteger unsigned(long half) {
    BigInteger value = BigInteger.valueOf(half);
    return value.signum() < 0 ? value.add(HALF) : value;
  }
}
