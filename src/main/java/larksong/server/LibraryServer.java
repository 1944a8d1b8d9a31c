package larksong.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.library.Library;
import larksong.library.access.Accounts;
import larksong.library.access.Accounts.Visitor;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Grant;
import larksong.library.intake.Finishing;
import larksong.library.intake.Intake;
import larksong.library.store.LibraryException;
import larksong.library.store.Store;
import larksong.server.backend.Backend;
import larksong.server.backend.Limits;
import larksong.server.door.Doors;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a library to its listeners and publishers, until it is closed. */
public final class LibraryServer implements AutoCloseable {

  /** The largest recording that may be uploaded: three hours at 128 kbit/s, and some. */
  static final long LARGEST_UPLOAD_MB = 256;

  /** Bytes without which it is of no use to send it anything. */
  private static final long LEAST_DISK = 50L << 20;

  /** What is answered while the library's database or files cannot be read. */
  static final String UNREADABLE =
      "The library cannot be read just now. Try again; its owner finds out more with 'larksong doctor'.\n";

  private static final String WRONG = "Something went wrong here. Try again.\n";

  private static final Logger LOG = LoggerFactory.getLogger(LibraryServer.class);

  private final Javalin javalin;
  private final Backend backend;
  private final Optional<Encryption> encryption;

  private LibraryServer(Javalin javalin, Backend backend, Optional<Encryption> encryption) {
    this.javalin = javalin;
    this.backend = backend;
    this.encryption = encryption;
  }

  /**
   * What is served, and where.
   *
   * @param port 0 takes any free one
   * @param publicUrl how listeners reach it, by the port that was taken; without a slash at the
   *     end; stands in feeds
   * @param certificate with it, HTTPS is spoken and nothing else
   * @param uploads a folder for what is on its way in
   * @param accessLog whether each request gets a line in the log
   * @param entrance how requests reach it
   */
  public record Settings(
      String bind,
      int port,
      IntFunction<URI> publicUrl,
      Optional<Certificate> certificate,
      Path uploads,
      Limits limits,
      boolean accessLog,
      Entrance entrance) {}

  /** What it serves, and who finishes what is sent to it. */
  public record Services(
      Library library,
      Tokens tokens,
      Finishing finishing,
      StudioView studio,
      HeldScripts held,
      Clock clock) {}

  /**
   * Starts serving.
   *
   * @throws IOException if the port is taken or the certificate cannot be read; the message says
   *     what to do
   */
  public static LibraryServer start(Settings settings, Services services) throws IOException {
    WholeFile.privateFolder(settings.uploads());
    Optional<Encryption> encryption =
        settings.certificate().isPresent()
            ? Optional.of(Encryption.with(settings.certificate().get()))
            : Optional.empty();
    Gate gate = new Gate(services.tokens());
    AtomicReference<URI> publicUrl =
        new AtomicReference<>(settings.publicUrl().apply(settings.port()));
    Feeds feeds = new Feeds();
    Damages damages = new Damages();
    Watch watch = new Watch(settings.accessLog());
    Backend backend =
        new Backend(
            gate::publisher,
            services.library(),
            new Intake(services.library()),
            services.finishing(),
            settings.limits(),
            publicUrl::get,
            services.clock());
    Javalin javalin =
        Javalin.create(
            config -> {
              shape(config, settings);
              encryption.ifPresent(
                  tls ->
                      config.jetty.addConnector(
                          (server, http) ->
                              tls.connector(server, http, settings.bind(), settings.port())));
              config.jetty.modifyServletContextHandler(
                  context -> {
                    context.insertHandler(new PlainMethods());
                    context.insertHandler(
                        new Doors(
                            request -> account(request, gate, services), Protection.headers()));
                    context.insertHandler(new MediaHandler(gate, services.library(), damages));
                    context.insertHandler(
                        new UnchangedFeeds(gate, services.library(), feeds, publicUrl::get));
                  });
              config.jetty.modifyServer(
                  server -> {
                    server.setErrorHandler(new FewWords());
                    server.setRequestLog(watch);
                    server.insertHandler(new PlainPaths());
                    server.insertHandler(
                        new KnownHosts(
                            publicUrl::get, settings.bind(), settings.entrance().hosts()));
                  });
              routes(config, settings, publicUrl::get, gate, watch, feeds, damages, services);
              new Uploads(settings, publicUrl::get, gate, services, backend).addTo(config.routes);
              backend.addTo(config.routes);
            });
    try {
      javalin.start(settings.bind(), settings.port());
      publicUrl.set(settings.publicUrl().apply(javalin.port()));
    } catch (JavalinBindException e) {
      encryption.ifPresent(Encryption::close);
      throw new IOException(
          "Port " + settings.port() + " is in use. Stop the other program or set server.port.", e);
    }
    backend.begin();
    return new LibraryServer(javalin, backend, encryption);
  }

  /** Whose token or session a request has. */
  private static Optional<String> account(Request request, Gate gate, Services services) {
    Optional<String> publisher =
        gate.publisher(request.getHeaders().get(HttpHeader.AUTHORIZATION)).map(Grant::account);
    return publisher.or(
        () ->
            Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(SignIn.COOKIE))
                .map(HttpCookie::getValue)
                .flatMap(
                    secret -> new Accounts(services.library().store()).visitor(secret).stream())
                .map(Visitor::account)
                .findFirst());
  }

  private static void shape(JavalinConfig config, Settings settings) {
    config.startup.showJavalinBanner = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.router.javaLangErrorHandler(LibraryServer::failed);
    config.jetty.modifyHttpConfiguration(
        http -> {
          // A client whose base address ends with a slash sends two (save-to-spotify.md).
          http.setUriCompliance(
              UriCompliance.DEFAULT.with(
                  "doubled slashes", UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
          http.setSendServerVersion(false);
          http.setSendDateHeader(true);
        });
    config.jetty.multipartConfig.cacheDirectory(settings.uploads().toString());
    config.jetty.multipartConfig.maxFileSize(LARGEST_UPLOAD_MB, SizeUnit.MB);
    config.jetty.multipartConfig.maxTotalRequestSize(LARGEST_UPLOAD_MB + 16, SizeUnit.MB);
    config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
  }

  private static void routes(
      JavalinConfig config,
      Settings settings,
      Supplier<URI> publicUrl,
      Gate gate,
      Watch watch,
      Feeds feeds,
      Damages damages,
      Services services) {
    config.routes.before(LibraryServer::protect);
    config.routes.get("/health", LibraryServer::health);
    config.routes.get("/ready", context -> ready(context, settings, services));
    config.routes.get(
        "/openapi.json", context -> Assets.serve(context, "openapi.json", "application/json"));
    config.routes.get("/metrics", context -> metrics(context, gate, watch));
    config.routes.get(
        "/robots.txt",
        context -> context.contentType("text/plain").result("User-agent: *\nDisallow: /\n"));
    config.routes.get("/", context -> Pages.show(context, 200, "door", Map.of()));
    new Assets().addTo(config.routes);
    new Listening(
            publicUrl,
            gate,
            services.library(),
            feeds,
            new Upcoming(services.studio()::routine, services.clock()),
            damages)
        .addTo(config.routes);
    SignIn signIn =
        new SignIn(
            new Accounts(services.library().store()),
            publicUrl,
            new Clients(settings.entrance().proxies()),
            new Attempts(services.clock()));
    new HeldPages(signIn, services.held()).addTo(config.routes);
    new StudioPages(signIn, services, new Intake(services.library()), publicUrl)
        .addTo(config.routes);
    config.routes.error(401, LibraryServer::unknown);
    config.routes.error(404, LibraryServer::notFound);
    config.routes.exception(Exception.class, LibraryServer::failed);
  }

  private static void protect(Context context) {
    Protection.headers().forEach(context::header);
  }

  private static void health(Context context) {
    context.contentType("application/json").result(Json.write(Map.of("status", "ok")));
  }

  /** Whether it could take and give recordings now. */
  private static void ready(Context context, Settings settings, Services services)
      throws IOException {
    boolean writable =
        Files.isWritable(settings.uploads())
            && Files.getFileStore(settings.uploads()).getUsableSpace() > LEAST_DISK;
    boolean ready;
    try {
      ready = writable && services.library().isThere();
    } catch (LibraryException | IllegalStateException e) {
      ready = false;
    }
    context
        .status(ready ? 200 : 503)
        .contentType("application/json")
        .result(Json.write(Map.of("status", ready ? "ready" : "not ready")));
  }

  /** For whoever has a publishing token of the owner's, as Prometheus sends it. */
  private static void metrics(Context context, Gate gate, Watch watch) {
    boolean may =
        gate.publisher(context.header("Authorization"))
            .filter(grant -> grant.account().equals(Store.OWNER))
            .filter(grant -> grant.terms().shows().isEmpty() && !grant.terms().approval())
            .isPresent();
    if (!may) {
      context.status(401);
      return;
    }
    context.contentType("text/plain; version=0.0.4; charset=utf-8").result(watch.metrics());
  }

  /** Who is not let in is told by which scheme they would be (RFC 9110 §11.6.1). */
  private static void unknown(Context context) {
    if (context.res().getHeader("WWW-Authenticate") == null) {
      context.header("WWW-Authenticate", "Bearer realm=\"Larksong\"");
    }
  }

  /** Javalin's own words repeat the address, which may hold a token; ours and the API's stay. */
  private static void notFound(Context context) {
    if (context.attribute(Damages.TOLD) != null
        || String.valueOf(context.result()).startsWith("{")) {
      return;
    }
    if (String.valueOf(context.header("Accept")).contains("text/html")) {
      Pages.show(context, 404, "missing", Map.of());
    } else {
      context.contentType("text/plain").result("Not found\n");
    }
  }

  private static void failed(Exception failure, Context context) {
    Optional<Integer> theirs = Broken.status(failure);
    if (theirs.isPresent()) {
      context.status(theirs.get()).contentType("text/plain").result(Broken.SENTENCE);
      return;
    }
    LOG.error("A request failed: {}", failure.getClass().getSimpleName());
    LOG.debug("The failure", failure);
    boolean unreadable = failure instanceof LibraryException;
    context
        .status(unreadable ? 503 : 500)
        .contentType("text/plain")
        .result(unreadable ? UNREADABLE : WRONG);
  }

  /** Also what Java itself fails with, such as a lack of memory: the server goes on. */
  private static void failed(HttpServletResponse response, Error failure) {
    LOG.error("A request failed: {}", failure.getClass().getSimpleName());
    LOG.debug("The failure", failure);
    if (response.isCommitted()) {
      return;
    }
    try {
      response.setStatus(500);
      response.setContentType("text/plain");
      response.getOutputStream().write(WRONG.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      LOG.debug("The client went away", e);
    }
  }

  /** All that it answers, as method and path. */
  List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> !endpoint.method.toString().startsWith("BEFORE"))
        .map(endpoint -> endpoint.method + " " + endpoint.path)
        .toList();
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
    backend.close();
    encryption.ifPresent(Encryption::close);
  }
}
