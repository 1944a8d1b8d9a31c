package larksong.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import larksong.egress.NotOut;

/**
 * Which addresses are of the public internet, by IANA's registries of special-purpose addresses
 * (RFC 6890; https://www.iana.org/assignments/iana-ipv4-special-registry and
 * iana-ipv6-special-registry).
 */
@NotOut("it reads numbers, which nobody is asked for")
final class PublicAddresses {

  private static final List<Block> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8", // this network (RFC 791)
              "10.0.0.0/8", // private (RFC 1918)
              "100.64.0.0/10", // shared by a provider's customers (RFC 6598)
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local (RFC 3927); a cloud tells its secrets there
              "172.16.0.0/12", // private (RFC 1918)
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation (RFC 5737)
              "192.88.99.0/24", // relays of 6to4 (RFC 7526)
              "192.168.0.0/16", // private (RFC 1918)
              "198.18.0.0/15", // benchmarks (RFC 2544)
              "198.51.100.0/24", // documentation (RFC 5737)
              "203.0.113.0/24", // documentation (RFC 5737)
              "224.0.0.0/4", // multicast (RFC 5771)
              "240.0.0.0/4", // reserved, and broadcast (RFC 1112, RFC 8190)
              "2001::/23", // protocol assignments; Teredo (RFC 4380)
              "2001:db8::/32", // documentation (RFC 3849)
              "3fff::/20") // documentation (RFC 9637)
          .map(Block::of)
          .toList();

  /** All of IPv6 that is given out for the public internet (RFC 4291 §2.4). */
  private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

  /** Addresses that carry one of IPv4 in their last four bytes (RFC 6052 §2.1). */
  private static final Block NAT64 = Block.of("64:ff9b::/96");

  /** Addresses that carry one of IPv4 behind their first two bytes (RFC 3056 §2). */
  private static final Block SIX_TO_FOUR = Block.of("2002::/16");

  private PublicAddresses() {}

  /** Java makes an address of IPv4 that is written as one of IPv6 one of IPv4. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (NAT64.holds(bytes)) {
      return isPublic(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (SIX_TO_FOUR.holds(bytes)) {
      return isPublic(Arrays.copyOfRange(bytes, 2, 6));
    }
    return isPublic(bytes);
  }

  private static boolean isPublic(byte[] bytes) {
    return (bytes.length == 4 || GLOBAL_UNICAST.holds(bytes))
        && NOT_PUBLIC.stream().noneMatch(block -> block.holds(bytes));
  }

  /** All addresses that begin with the same bits. */
  private static final class Block {

    private final byte[] start;
    private final int bits;

    Block(byte[] start, int bits) {
      this.start = start;
      this.bits = bits;
    }

    static Block of(String written) {
      String[] parts = written.split("/", -1);
      try {
        return new Block(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("Expected a block of addresses: " + written, e);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != start.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        if (((address[bit / 8] ^ start[bit / 8]) & (0x80 >> bit % 8)) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
