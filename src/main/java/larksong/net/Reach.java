package larksong.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import okhttp3.Connection;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How far a request may reach: to the server that the owner wrote, wherever that is, and to where
 * its answers lead only if that is on the public internet. Each name is looked up once, so that
 * what is judged is what is connected to.
 */
public final class Reach {

  /** Names that no public name server knows (RFC 6762, RFC 8375, RFC 6761), or none should. */
  private static final Pattern PRIVATE_NAME =
      Pattern.compile(
          "(?i)[^.:]*[^.:0-9][^.:]*"
              + "|(?:.+\\.)?(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan"
              + "|home\\.arpa)");

  private final HttpUrl written;
  private final Dns names;
  private final Dns once = this::lookup;
  private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();

  Reach(HttpUrl written, Dns names) {
    this.written = written;
    this.names = names;
  }

  /** Of a client's request to what the owner wrote, and of all that its answers lead to. */
  public static Reach from(HttpUrl written, OkHttpClient client) {
    return new Reach(written, client.dns());
  }

  /** A request that reaches no further. */
  public Request limit(Request request) {
    return request.newBuilder().tag(Reach.class, this).build();
  }

  /** Holds each request of a client to its reach; one without a limit, to where it begins. */
  static OkHttpClient.Builder enforce(OkHttpClient.Builder client) {
    return client
        .addInterceptor(
            chain -> {
              Reach reach = chain.request().tag(Reach.class);
              return reach == null ? chain.proceed(chain.request()) : reach.beforeConnecting(chain);
            })
        .addNetworkInterceptor(
            chain -> {
              Request begun = chain.call().request();
              Reach reach = begun.tag(Reach.class);
              return (reach == null ? new Reach(begun.url(), Dns.SYSTEM) : reach)
                  .beforeSending(chain);
            });
  }

  private Response beforeConnecting(Interceptor.Chain chain) throws IOException {
    if (!isWritten(chain.request().url())) {
      judge(chain.request().url());
    }
    return chain.withDns(once).proceed(chain.request());
  }

  /** What is reused, or reached through a proxy, was not looked up here. */
  private Response beforeSending(Interceptor.Chain chain) throws IOException {
    HttpUrl url = chain.request().url();
    if (!isWritten(url)) {
      Optional<InetAddress> connected = connected(chain);
      if (connected.isEmpty()) {
        judge(url);
      } else if (!PublicAddresses.isPublic(connected.get())) {
        throw tooFar();
      }
    }
    return chain.proceed(chain.request());
  }

  /** Empty behind a proxy, whose own address is what the owner set. */
  private static Optional<InetAddress> connected(Interceptor.Chain chain) {
    return Optional.ofNullable(chain.connection())
        .map(Connection::route)
        .filter(route -> route.proxy().type() == Proxy.Type.DIRECT)
        .map(route -> route.socketAddress().getAddress());
  }

  /** Also another port of that server where http leads to https. */
  private boolean isWritten(HttpUrl url) {
    boolean upgraded = url.isHttps() && !written.isHttps();
    boolean alike = url.port() == written.port() && url.isHttps() == written.isHttps();
    return url.host().equals(written.host()) && (upgraded || alike);
  }

  private void judge(HttpUrl url) throws WebException {
    if (PRIVATE_NAME.matcher(url.host().replaceFirst("\\.$", "")).matches()) {
      throw tooFar();
    }
    try {
      if (!lookup(url.host()).stream().allMatch(PublicAddresses::isPublic)) {
        throw tooFar();
      }
    } catch (UnknownHostException e) {
      return; // a proxy may know it; without one there is nothing to connect to
    }
  }

  private List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = known.get(host);
    if (addresses == null) {
      addresses = List.copyOf(names.lookup(host));
      List<InetAddress> before = known.putIfAbsent(host, addresses);
      addresses = before == null ? addresses : before;
    }
    return addresses;
  }

  private WebException tooFar() {
    return new WebException(
        0,
        written.host()
            + ": leads to an address that is not on the public internet. If you want what is"
            + " there, write that address itself.");
  }
}
