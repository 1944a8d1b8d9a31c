package larksong.net;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the network is this machine itself: the name {@code localhost} (RFC 6761 §6.3) and the
 * two loopback addresses 127.0.0.1 (RFC 1122 §3.2.1.3) and ::1 (RFC 4291 §2.5.3). At other
 * addresses of 127.0.0.0/8 a system puts what asks elsewhere, such as its resolver: they are not
 * known to stay here.
 */
public final class ThisMachine {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private static final Set<String> NAMES =
      Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

  private ThisMachine() {}

  /** Whether a host of an address is this machine, however it is written. */
  public static boolean is(@Nullable String host) {
    return host != null && NAMES.contains(plain(host));
  }

  /** Whether an address is on this machine. */
  public static boolean is(URI address) {
    return is(address.getHost());
  }

  private static String plain(String host) {
    String small = host.toLowerCase(Locale.ROOT);
    return small.startsWith("[") && small.endsWith("]")
        ? small.substring(1, small.length() - 1)
        : small.replaceFirst("\\.$", "");
  }

  /** Its addresses, which nobody need be asked for. */
  static List<InetAddress> addresses(String host) throws UnknownHostException {
    return List.of(
        InetAddress.getByAddress(host, LOOPBACK), InetAddress.getByAddress(host, LOOPBACK_6));
  }
}
