package larksong.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import larksong.egress.NotOut;

/** Reads addresses that are written in figures; never looks up a name. */
@NotOut("it reads numbers, which nobody is asked for")
final class Literal {

  private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Literal() {}

  /** With or without brackets, and without a zone; an IPv4 address within IPv6 is that. */
  static Optional<InetAddress> parse(String written) {
    String plain = written.replaceAll("^\\[|]$", "").replaceFirst("%.*", "");
    if (!V4.matcher(plain).matches() && !V6.matcher(plain).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(plain));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
