package larksong.server;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * How requests reach the server.
 *
 * @param hosts names and addresses by which it is asked for, beside those that it knows by itself
 * @param proxies those whose word on whom a request comes from is believed
 */
public record Entrance(List<String> hosts, Predicate<InetAddress> proxies) {

  /** Without other names, and without a proxy. */
  public static final Entrance DIRECT = new Entrance(List.of(), address -> false);

  public Entrance {
    hosts = List.copyOf(hosts);
  }
}
