package larksong.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Resolves only to addresses of the public internet, checked when the connection is made, so that a
 * redirect from outside cannot reach into the owner's network.
 */
enum PublicAddresses implements Dns {
  ONLY;

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = Dns.SYSTEM.lookup(host);
    if (!addresses.stream().allMatch(PublicAddresses::isPublic)) {
      throw new UnknownHostException("a redirect led to a private address");
    }
    return addresses;
  }

  static boolean isPublic(InetAddress address) {
    boolean uniqueLocal =
        address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc; // RFC 4193
    return !uniqueLocal
        && !address.isLoopbackAddress()
        && !address.isSiteLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }
}
