package larksong.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import larksong.alert.Messenger;
import larksong.alert.WebMessenger;
import larksong.config.Installation;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.library.Library;
import larksong.library.store.LibraryException;
import larksong.model.Departure.Purpose;
import larksong.net.Http;
import larksong.net.ThisMachine;
import larksong.process.OwnersPrograms;
import okhttp3.OkHttpClient;

/**
 * All that leads out of this installation: each notes what leaves before it does, and with {@code
 * --offline} refuses what is not known to stay on this machine.
 */
final class Outlets {

  private static final String LEAVE_OUT = " Leave out --offline to use it.";

  private final boolean offline;
  private final Clock clock;
  private final EgressRecord record;
  private final Once<Http> client;
  private final Once<Http> noting;
  private final Once<Http> store;
  private final OwnersPrograms programs;

  Outlets(Path home, Supplier<Library> library, Clock clock, boolean offline) {
    this.offline = offline;
    this.clock = clock;
    this.record = new LibraryEgress(library);
    this.client =
        new Once<>(() -> offline ? Http.offline() : Http.withCache(home.resolve("cache")));
    this.noting = new Once<>(() -> client.get().noting(record));
    this.store = new Once<>(() -> client.get().notingContent(record));
    this.programs = new OwnersPrograms(record, offline);
  }

  /** For all that is asked and sent. */
  Http http() {
    return noting.get();
  }

  /** For the store of a shared library; what is noted of it is in that library's database. */
  OkHttpClient store() {
    Errand.Scope scope = Errand.current().to(Purpose.SHARE, SharedDatabase.RECIPIENT).begin();
    try {
      return store.get().client();
    } finally {
      scope.close();
    }
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
  void check(SharedDatabase database) {
    if (offline && !database.staysHere()) {
      throw new LibraryException(
          "The shared library is not used, because of --offline: expected cluster.database on this"
              + " machine, such as jdbc:postgresql://localhost/larksong, without a proxy and without"
              + " parameters that may lead elsewhere, but it is at '"
              + database.hosts()
              + "'."
              + LEAVE_OUT);
    }
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
