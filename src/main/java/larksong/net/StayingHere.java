package larksong.net;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import larksong.egress.Errand;
import larksong.egress.NotOut;
import okhttp3.OkHttpClient;

/** Lets a client reach this machine only: no other host, no resolver, no proxy. */
@NotOut("it connects to this machine alone")
final class StayingHere extends UnconnectedSockets {

  private StayingHere() {}

  /** The same client, staying here. */
  static OkHttpClient.Builder of(OkHttpClient.Builder client) {
    return client
        .proxy(Proxy.NO_PROXY)
        .socketFactory(new StayingHere())
        .dns(new Direct(StayingHere::unknown))
        .addInterceptor(
            chain -> {
              check(chain.request().url().host());
              return chain.proceed(chain.request());
            });
  }

  private static void check(String host) throws WebException {
    if (!ThisMachine.is(host)) {
      throw new WebException(
          0,
          host
              + ": not asked, because of --offline: expected a host on this machine. Leave out"
              + " --offline to ask it");
    }
    if (Errand.current().passedOn()) {
      throw new WebException(
          0,
          host
              + ": not asked, because of --offline: it passes on what it is asked. Leave out"
              + " --offline to ask it");
    }
  }

  private static List<InetAddress> unknown(String host) throws UnknownHostException {
    throw new UnknownHostException("no name is looked up, because of --offline");
  }

  /** A proxy for all sockets of this process is elsewhere, too. */
  @Override
  public Socket createSocket() {
    return new Socket(Proxy.NO_PROXY);
  }
}
