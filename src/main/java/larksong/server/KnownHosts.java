package larksong.server;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers only who asks for this server by a name or address that it knows (421, RFC 9110
 * §15.5.20). Else a page elsewhere whose name was made to lead here could speak to it as if it came
 * from here: DNS rebinding.
 */
final class KnownHosts extends Handler.Wrapper {

  private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::\\d*)?");
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9.:-]{1,253}");

  private final Supplier<URI> publicUrl;
  private final Set<String> names;

  /** Knows its public address, what it is bound to, and what the owner calls it beside that. */
  KnownHosts(Supplier<URI> publicUrl, String bind, List<String> hosts) {
    this.publicUrl = publicUrl;
    this.names =
        Stream.concat(Stream.of("localhost", bind), hosts.stream())
            .map(KnownHosts::normal)
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> unknown =
        Stream.of(request.getHeaders().get(HttpHeader.HOST), request.getHttpURI().getAuthority())
            .filter(Objects::nonNull)
            .map(KnownHosts::host)
            .filter(host -> !isKnown(host, request))
            .findFirst();
    if (unknown.isEmpty()) { // a client from before there was a Host is no browser
      return super.handle(request, response, callback);
    }
    Protection.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.setStatus(HttpStatus.MISDIRECTED_REQUEST_421);
    Content.Sink.write(response, true, words(unknown.get()), callback);
    return true;
  }

  private static String words(String host) {
    return "This library is not known "
        + (PLAIN.matcher(host).matches() ? "as '" + host + "'" : "by that name")
        + ". If it is a name or address of its own, its owner adds it to server.hosts in"
        + " larksong.yaml, or sets server.public-url, and starts 'larksong serve' again.\n";
  }

  /** Without its port, which a proxy or a container may have changed. */
  private static String host(String authority) {
    Matcher written = HOST.matcher(authority.replaceFirst(".*@", ""));
    return written.matches() ? normal(String.valueOf(written.group(1))) : "";
  }

  private static String normal(String host) {
    String plain = host.replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    try {
      return plain.startsWith("[") ? plain : IDN.toASCII(plain);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private boolean isKnown(String host, Request request) {
    if (host.isEmpty()) {
      return false;
    }
    if (names.contains(host) || host.endsWith(".localhost") || host.equals(publicHost())) {
      return true;
    }
    return Literal.parse(host)
        .filter(address -> isOurs(address, request) || isNamed(address))
        .isPresent();
  }

  private String publicHost() {
    return normal(Objects.requireNonNullElse(publicUrl.get().getHost(), ""));
  }

  /** An address has several written forms. */
  private boolean isNamed(InetAddress address) {
    return Stream.concat(names.stream(), Stream.of(publicHost()))
        .flatMap(name -> Literal.parse(name).stream())
        .anyMatch(named -> named.equals(address) && !named.isAnyLocalAddress());
  }

  /** The one at which the client reached this machine, or another that this machine has. */
  private static boolean isOurs(InetAddress address, Request request) {
    if (address.isLoopbackAddress()) {
      return true;
    }
    if (request.getConnectionMetaData().getLocalSocketAddress() instanceof InetSocketAddress here
        && address.equals(here.getAddress())) {
      return true;
    }
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }
}
