package larksong.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import larksong.library.Library;
import larksong.library.access.Tokens;
import larksong.library.intake.Finishing;
import larksong.library.intake.Intake;
import larksong.server.backend.Limits;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A library behind a real server on a free port, for tests. */
public final class Served implements AutoCloseable {

  private static final Limits LIMITS = new Limits(10 << 20, 100 << 20, 30);

  public final Library library;
  public final Tokens tokens;
  public final LibraryServer.Services services;
  public final LibraryServer server;

  /** What the studio holds, as a test sets it. */
  public final FakeHeldScripts held = new FakeHeldScripts();

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();

  /** With recordings that are only copied, not mastered. */
  public Served(Path home) throws Exception {
    this(home, new PlainFinishing());
  }

  public Served(Path home, Finishing finishing) throws Exception {
    this(home, finishing, Optional.empty(), Entrance.DIRECT, "127.0.0.1", LIMITS);
  }

  /** Over HTTPS, at an address of this machine. */
  Served(Path home, Certificate certificate, String bind) throws Exception {
    this(home, new PlainFinishing(), Optional.of(certificate), Entrance.DIRECT, bind, LIMITS);
  }

  /** With other names, or behind a proxy. */
  Served(Path home, Entrance entrance) throws Exception {
    this(home, new PlainFinishing(), Optional.empty(), entrance, "127.0.0.1", LIMITS);
  }

  /** With other limits of an account. */
  public Served(Path home, Limits limits) throws Exception {
    this(home, new PlainFinishing(), Optional.empty(), Entrance.DIRECT, "127.0.0.1", limits);
  }

  private Served(
      Path home,
      Finishing finishing,
      Optional<Certificate> certificate,
      Entrance entrance,
      String bind,
      Limits limits)
      throws Exception {
    library = Library.open(home, Clock.systemUTC());
    tokens = new Tokens(library.store());
    services =
        new LibraryServer.Services(
            library, tokens, finishing, StudioView.IDLE, held, Clock.systemUTC());
    server =
        LibraryServer.start(
            new LibraryServer.Settings(
                bind,
                0,
                port -> URI.create("http://127.0.0.1:" + port),
                certificate,
                home.resolve("uploads"),
                limits,
                true,
                entrance),
            services);
  }

  public Intake intake() {
    return new Intake(library);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** The path of a device of its own, with a slash at the end. */
  public String listener() {
    return "/t/" + tokens.listening("test") + "/";
  }

  /** Headers as name, value, name, value. */
  public Response get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  public Response send(String method, String path, String... headers) throws Exception {
    Request.Builder request = new Request.Builder().url(url() + path).method(method, null);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.newCall(request.build()).execute();
  }

  @Override
  public void close() {
    server.close();
    library.close();
  }
}
