package larksong.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import larksong.library.Library;
import larksong.library.Tokens;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A library behind a real server on a free port, for tests. */
public final class Served implements AutoCloseable {

  public final Library library;
  public final Tokens tokens;
  public final LibraryServer server;
  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();

  public Served(Path home) throws Exception {
    library = Library.open(home, Clock.systemUTC());
    tokens = library.tokens(home);
    server =
        LibraryServer.start(
            new LibraryServer.Settings(
                "127.0.0.1",
                0,
                port -> URI.create("http://127.0.0.1:" + port),
                home.resolve("uploads")),
            library,
            tokens);
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
