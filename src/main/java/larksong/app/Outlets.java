package larksong.app;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.alert.Messenger;
import larksong.alert.WebMessenger;
import larksong.config.Installation;
import larksong.egress.EgressRecord;
import larksong.library.Library;
import larksong.library.LibraryException;
import larksong.net.Http;
import larksong.net.ThisMachine;
import larksong.process.OwnersPrograms;

/**
 * All that leads out of this installation: each notes what leaves before it does, and with {@code
 * --offline} refuses what is not known to stay on this machine.
 */
final class Outlets {

  /** Its hosts, of which it may have several or, as this machine, none; and its parameters. */
  private static final Pattern DATABASE =
      Pattern.compile("jdbc:postgresql:(?://([^/?]*)/?)?[^/?]*(?:\\?(.*))?");

  /** Parameters of a database that lead nowhere; others name hosts, or classes that ask some. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?:user|password|ssl|sslmode|currentSchema|ApplicationName|\\w+Timeout)=.*");

  private static final String LEAVE_OUT = " Leave out --offline to use it.";

  private final boolean offline;
  private final Clock clock;
  private final EgressRecord record;
  private final Once<Http> client;
  private final Once<Http> noting;
  private final OwnersPrograms programs;

  Outlets(Path home, Supplier<Library> library, Clock clock, boolean offline) {
    this.offline = offline;
    this.clock = clock;
    this.record = new LibraryEgress(library);
    this.client =
        new Once<>(() -> offline ? Http.offline() : Http.withCache(home.resolve("cache")));
    this.noting = new Once<>(() -> client.get().noting(record));
    this.programs = new OwnersPrograms(record, offline);
  }

  /** For all that is asked and sent. */
  Http http() {
    return noting.get();
  }

  /** For the store of a shared library itself, which has no record but its own. */
  Http store() {
    return client.get();
  }

  OwnersPrograms programs() {
    return programs;
  }

  WebMessenger web() {
    return new WebMessenger(() -> http().client());
  }

  /** The ways to the owner that are configured, by name. */
  Map<String, Messenger> ways(Installation.Alerts alerts) {
    Ways ways = new Ways(alerts, web());
    return offline ? ways.offline() : ways.of(clock, programs, record);
  }

  /**
   * Makes sure that nobody but this machine is asked for a database.
   *
   * @throws LibraryException if another would be
   */
  void check(String database) {
    if (offline && !isHere(database)) {
      throw new LibraryException(
          "The shared library is not used, because of --offline: expected cluster.database on this"
              + " machine, such as jdbc:postgresql://localhost/larksong, without a proxy and without"
              + " parameters that may lead elsewhere, but it is at '"
              + hosts(database)
              + "'."
              + LEAVE_OUT);
    }
  }

  private static String hosts(String database) {
    Matcher parts = DATABASE.matcher(database);
    String hosts = parts.matches() ? Objects.requireNonNullElse(parts.group(1), "") : "?";
    return hosts.isEmpty() ? "localhost" : hosts.replaceFirst(".*@", "");
  }

  private static boolean isHere(String database) {
    Matcher parts = DATABASE.matcher(database);
    if (!parts.matches()) {
      return false;
    }
    String parameters = Objects.requireNonNullElse(parts.group(2), "");
    return Arrays.stream(parameters.split("&", -1))
            .allMatch(one -> one.isEmpty() || HARMLESS.matcher(one).matches())
        && Arrays.stream(hosts(database).split(",", -1))
            .map(host -> host.replaceFirst(":\\d+$", ""))
            .allMatch(host -> ThisMachine.is(host) && isDirect(host));
  }

  /** A proxy for all sockets of this process would be asked for this one, too. */
  private static boolean isDirect(String host) {
    ProxySelector usual = ProxySelector.getDefault();
    return usual == null
        || usual.select(URI.create("socket://" + host + ":5432")).stream()
            .allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
  }

  /**
   * Makes sure that a sign-in may begin.
   *
   * @throws IOException if it may not
   */
  void checkSignIn() throws IOException {
    if (offline) {
      throw new IOException(
          "The sign-in was not begun, because of --offline: it asks Spotify, in a browser and from"
              + " here. Leave out --offline to sign in.");
    }
  }

  /**
   * Makes sure that a server may listen there.
   *
   * @throws IOException if others than this machine would reach it
   */
  void checkListening(String bind) throws IOException {
    if (offline && !ThisMachine.is(bind)) {
      throw new IOException(
          "The server was not started, because of --offline: expected server.bind to be 127.0.0.1"
              + " but was '"
              + bind
              + "', where other machines reach it."
              + LEAVE_OUT);
    }
  }
}
