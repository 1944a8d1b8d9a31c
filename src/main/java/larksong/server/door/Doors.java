package larksong.server.door;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import larksong.json.Json;
import larksong.server.door.Door.Kind;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a request brings before anyone waits for it, and has it answered by the threads of its
 * kind, so that those who listen notice nothing of forms and uploads.
 */
public final class Doors extends Handler.Wrapper {

  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final int LISTENING = 64;
  private static final int AT_THE_STUDIO = 8;
  private static final int PUBLISHING = 16;

  /** One for each recording that arrives, and some that say that there is no place. */
  private static final int UPLOADING = 40;

  private static final int MOST_LISTENERS_WAIT = 4_000;
  private static final int MOST_WAIT = 500;

  /** Seconds after which a client may come again. */
  private static final String AGAIN = "5";

  private final Function<Request, Optional<String>> accounts;
  private final Map<String, String> headers;
  private final Map<Kind, Lane> lanes = new EnumMap<>(Kind.class);
  private final AtomicLong kept = new AtomicLong();
  private final Places orders = new Places(256, 32);
  private final Places companions = new Places(16, 4);

  /**
   * Doors to all that is behind them.
   *
   * @param accounts whose token or session a request has
   * @param headers of every answer
   */
  public Doors(Function<Request, Optional<String>> accounts, Map<String, String> headers) {
    this.accounts = accounts;
    this.headers = headers;
    lanes.put(Kind.LISTENING, Lane.ofListeners(LISTENING, MOST_LISTENERS_WAIT));
    lanes.put(Kind.STUDIO, Lane.of("studio", AT_THE_STUDIO, MOST_WAIT));
    lanes.put(Kind.PUBLISHING, Lane.of("publishing", PUBLISHING, MOST_WAIT));
    lanes.put(Kind.UPLOADING, Lane.of("uploading", UPLOADING, MOST_WAIT));
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    lanes.values().forEach(Lane::close);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Visit visit = new Visit(request, response, callback);
    if (!hasBody(request)) {
      visit.pass(request);
    } else if (visit.door.streams()) {
      visit.pass(new Paced(request));
    } else if (visit.door.form() && !isForm(request)) {
      visit.refused(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Expected a form, sent as " + FORM + ".");
    } else {
      visit.admit();
    }
    return true;
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static boolean isForm(Request request) {
    String type = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.CONTENT_TYPE), "");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
  }

  /** One request on its way through its door. */
  private final class Visit implements Body.End {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final String path;
    private final Door door;

    Visit(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.path = String.valueOf(Request.getPathInContext(request));
      this.door = Door.of(request.getMethod(), path);
    }

    /** Nobody reads what comes from a stranger to a door for those who are known. */
    void admit() {
      if (!door.lent()) {
        new Body(request, door, this).read();
        return;
      }
      Optional<String> account = accounts.apply(request);
      if (account.isEmpty()) {
        whole(new byte[0]);
        return;
      }
      Places places = door.most() > (64 << 10) ? companions : orders;
      if (!places.take(account.get())) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, AGAIN);
        refused(
            HttpStatus.TOO_MANY_REQUESTS_429,
            "This account sends too much at once. Try again in a few seconds.");
        return;
      }
      Request.addCompletionListener(request, failure -> places.leave(account.get()));
      new Body(request, door, this).read();
    }

    @Override
    public void whole(byte[] body) {
      pass(new Read(request, body));
    }

    void pass(Request ready) {
      Lane lane = Objects.requireNonNull(lanes.get(door.kind()));
      if (!lane.run(() -> request.getContext().run(() -> answer(ready)))) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, AGAIN);
        refused(
            HttpStatus.SERVICE_UNAVAILABLE_503,
            "Too many requests wait here. Try again in a few seconds.");
      }
    }

    /** Whatever goes wrong, the server goes on, and the log says so without the address. */
    private void answer(Request ready) {
      try {
        GatheredBody gathered = new GatheredBody(ready, response, callback, kept);
        if (!Doors.super.handle(ready, gathered, gathered)) {
          Response.writeError(ready, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Exception | Error e) {
        LOG.error("A request failed: {}", e.getClass().getSimpleName());
        LOG.debug("The failure", e);
        Response.writeError(ready, response, callback, HttpStatus.INTERNAL_SERVER_ERROR_500);
      }
    }

    @Override
    public void failed(Throwable failure) {
      callback.failed(failure);
    }

    @Override
    public void refused(int status, String sentence) {
      headers.forEach(response.getHeaders()::put);
      response.setStatus(status);
      boolean api = path.startsWith("/api/");
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, api ? "application/json" : "text/plain");
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Content.Sink.write(response, true, api ? json(status, sentence) : sentence + "\n", callback);
    }

    /** In the form of each of the two APIs. */
    private String json(int status, String sentence) {
      return Json.write(
          path.startsWith("/api/v1/")
              ? Map.of(
                  "error_code",
                  HttpStatus.getCode(status).name(),
                  "reason",
                  "refused",
                  "message",
                  sentence)
              : Map.of("error", sentence));
    }
  }

  /** A request whose body is here. */
  private static final class Read extends Request.Wrapper {

    private Content.Chunk next;

    Read(Request request, byte[] body) {
      super(request);
      this.next = Content.Chunk.from(ByteBuffer.wrap(body), true);
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = next;
      next = Content.Chunk.EOF;
      return chunk;
    }

    @Override
    public void demand(Runnable available) {
      available.run();
    }

    @Override
    public void fail(Throwable failure) {
      next = Content.Chunk.from(new EOFException(failure.getMessage()), true);
      super.fail(failure);
    }
  }
}
