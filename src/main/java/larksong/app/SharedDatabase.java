package larksong.app;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.egress.Errand;
import larksong.library.Library;
import larksong.library.journal.Departures;
import larksong.library.store.Store;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.net.ThisMachine;

/**
 * Where the database of a shared library is, and how it is asked: in TLS if it is elsewhere.
 *
 * @param written its address as the owner wrote it
 */
record SharedDatabase(String written) {

  /** Its hosts, of which it may have several or, as this machine, none; and its parameters. */
  private static final Pattern ADDRESS =
      Pattern.compile("jdbc:postgresql:(?://([^/?]*)/?)?[^/?]*(?:\\?(.*))?");

  /** Parameters that lead nowhere; others name hosts, or classes that ask some. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?:user|password|ssl|sslmode|currentSchema|ApplicationName|\\w+Timeout)=.*");

  /** Those by which the owner says how it is known; a service's file may say so. */
  private static final Pattern OF_TLS = Pattern.compile("(?:ssl\\w*|service)=.*");

  /**
   * The driver's own way without them is to ask for TLS and to go on in clear if there is none
   * (https://jdbc.postgresql.org/documentation/ssl/). The class knows the certificates that Java
   * knows.
   */
  private static final String IN_TLS =
      "sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";

  /** Who gets what is shared, in words. */
  static final String RECIPIENT = "shared library";

  /** What is in its rows; recordings and pictures are in the bucket. */
  private static final List<String> ROWS =
      List.of("shows", "episodes", "transcripts", "scripts", "runs", "accounts", "deliveries");

  /** Opens a library; in one that is shared elsewhere it is noted that its rows leave. */
  static Library open(Path home, Optional<Store.Shared> shared, Clock clock) throws IOException {
    if (shared.isEmpty()) {
      return Library.open(home, clock);
    }
    Library library = Library.open(home, shared.get(), clock);
    SharedDatabase database = new SharedDatabase(shared.get().url());
    if (!database.isHere()) {
      new Departures(library.store())
          .noteOnce(
              Errand.current()
                  .to(Purpose.SHARE, RECIPIENT)
                  .leaving(
                      database.hosts(), List.of(Part.of("rows", ROWS.toArray(String[]::new))), 0));
    }
    return library;
  }

  /** The address to ask at: another machine has to prove that it is the one that is named. */
  String address() {
    boolean asWritten =
        isHere()
            || Arrays.stream(parameters().split("&", -1))
                .anyMatch(one -> OF_TLS.matcher(one).matches());
    return asWritten ? written : written + (written.contains("?") ? "&" : "?") + IN_TLS;
  }

  /** Whether nobody but this machine is asked. */
  boolean staysHere() {
    return ADDRESS.matcher(written).matches()
        && Arrays.stream(parameters().split("&", -1))
            .allMatch(one -> one.isEmpty() || HARMLESS.matcher(one).matches())
        && isHere()
        && Arrays.stream(hosts().split(",", -1))
            .allMatch(host -> isDirect(host.replaceFirst(":\\d+$", "")));
  }

  private boolean isHere() {
    return Arrays.stream(hosts().split(",", -1))
        .map(host -> host.replaceFirst(":\\d+$", ""))
        .allMatch(ThisMachine::is);
  }

  /** In words that hold no secret. */
  String hosts() {
    Matcher parts = ADDRESS.matcher(written);
    String hosts = parts.matches() ? Objects.requireNonNullElse(parts.group(1), "") : "?";
    return hosts.isEmpty() ? "localhost" : hosts.replaceFirst(".*@", "");
  }

  private String parameters() {
    Matcher parts = ADDRESS.matcher(written);
    return parts.matches() ? Objects.requireNonNullElse(parts.group(2), "") : "";
  }

  /** A proxy for all sockets of this process would be asked for this one, too. */
  private static boolean isDirect(String host) {
    ProxySelector usual = ProxySelector.getDefault();
    return usual == null
        || usual.select(URI.create("socket://" + host + ":5432")).stream()
            .allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
  }
}
