package larksong.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.egress.NotOut;

/**
 * Addresses that begin alike, such as {@code 10.0.0.0/8} (RFC 4632 §3.1); one alone has all bits.
 *
 * @param bits how many of the beginning count
 */
@NotOut("it reads numbers, which nobody is asked for")
public record Subnet(InetAddress first, int bits) {

  /** Of letters that no host name has alone, so that no name is looked up. */
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

  /** As it is written; empty if it is no address. */
  public static Optional<Subnet> parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress first = InetAddress.getByName(written.group(1));
      int all = first.getAddress().length * Byte.SIZE;
      int bits = written.group(2) == null ? all : Integer.parseInt(written.group(2));
      return bits <= all ? Optional.of(new Subnet(first, bits)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is one of them. */
  public boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    int others = ours.length * Byte.SIZE - bits;
    return ours.length == theirs.length
        && new BigInteger(1, ours)
            .shiftRight(others)
            .equals(new BigInteger(1, theirs).shiftRight(others));
  }
}
