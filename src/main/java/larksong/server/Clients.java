package larksong.server;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom requests come from: the other end of the connection, or whom the owner's proxies name there
 * ({@code X-Forwarded-For}; {@code Forwarded}, RFC 7239). Nobody else's word on it is believed.
 */
final class Clients {

  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

  /** Of an element, which may have other parameters; a value with ":" is quoted. */
  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*(?:\"([^\"]*)\"|([^;\"]*))");

  private static final Pattern WITH_PORT =
      Pattern.compile("(\\[[^\\]]*]|\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5}");

  /** Of an IPv6 address, the bytes of a network of one household or machine (RFC 6177 §2). */
  private static final int NETWORK = 8;

  private final Predicate<InetAddress> proxies;
  private final AtomicBoolean told = new AtomicBoolean();

  Clients(Predicate<InetAddress> proxies) {
    this.proxies = proxies;
  }

  /** Under which a client is counted: its address, or its network where it has one to choose in. */
  String of(HttpServletRequest request) {
    List<String> forwardedFor = all(request, "X-Forwarded-For");
    List<String> forwarded = all(request, "Forwarded").stream().map(Clients::named).toList();
    Optional<InetAddress> peer = Literal.parse(String.valueOf(request.getRemoteAddr()));
    if (peer.isEmpty()) {
      return "?";
    }
    if (proxies.test(peer.get())) {
      return counted(client(peer.get(), forwardedFor, forwarded));
    }
    if (!(forwardedFor.isEmpty() && forwarded.isEmpty()) && !told.getAndSet(true)) {
      LOG.warn(
          "Requests come through a proxy that server.proxies does not name; all who sign in through"
              + " it count as one");
    }
    return counted(peer.get());
  }

  private static List<String> all(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name)).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static String named(String element) {
    Matcher written = FOR.matcher(element);
    if (!written.find()) {
      return "";
    }
    return written.group(1) != null ? written.group(1) : String.valueOf(written.group(2)).strip();
  }

  /** A proxy sets one of the two; the other then is whatever the client wrote. */
  private InetAddress client(InetAddress peer, List<String> forwardedFor, List<String> forwarded) {
    InetAddress first = last(peer, forwardedFor);
    InetAddress second = last(peer, forwarded);
    if (forwardedFor.isEmpty() || forwarded.isEmpty()) {
      return forwarded.isEmpty() ? first : second;
    }
    return first.equals(second) ? first : peer;
  }

  /** The last that is no proxy of ours: what stands before it, it may have written itself. */
  private InetAddress last(InetAddress peer, List<String> chain) {
    List<String> backwards = new ArrayList<>(chain);
    Collections.reverse(backwards);
    InetAddress client = peer;
    for (String written : backwards) {
      Matcher port = WITH_PORT.matcher(written);
      Optional<InetAddress> before =
          proxies.test(client)
              ? Literal.parse(port.matches() ? String.valueOf(port.group(1)) : written)
              : Optional.empty();
      if (before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  private static String counted(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK)));
  }
}
