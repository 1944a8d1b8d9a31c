package larksong.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/** Reaches this machine without asking anyone: no resolver, and no proxy, which is elsewhere. */
final class Direct extends ProxySelector implements Dns {

  /** The way to all that is not this machine. */
  private final Dns names;

  Direct(Dns names) {
    this.names = names;
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    return ThisMachine.is(host) ? ThisMachine.addresses(host) : names.lookup(host);
  }

  @Override
  public List<Proxy> select(URI address) {
    ProxySelector usual = ProxySelector.getDefault();
    return usual == null || ThisMachine.is(address)
        ? List.of(Proxy.NO_PROXY)
        : usual.select(address);
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
    ProxySelector usual = ProxySelector.getDefault();
    if (usual != null) {
      usual.connectFailed(address, proxy, failure);
    }
  }
}
