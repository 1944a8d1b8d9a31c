package larksong.net;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Fetches and sends over HTTP, within limits; safe for use by many threads. */
public final class Http {

  private static final int REDIRECTS = 5;
  private static final int RETRIES = 2;
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Set<Integer> WORTH_RETRYING = Set.of(429, 502, 503, 504);
  private static final long CACHE_BYTES = 64L << 20;

  private final OkHttpClient client;
  private final OkHttpClient plain;
  private final UnaryOperator<Duration> pauses;

  private Http(OkHttpClient client) {
    this(client, UnaryOperator.identity());
  }

  private Http(OkHttpClient client, UnaryOperator<Duration> pauses) {
    this.client = client;
    this.plain = client.newBuilder().cache(null).build();
    this.pauses = pauses;
  }

  /** The same, which notes each request that leaves this machine before it goes. */
  public Http noting(EgressRecord record) {
    return new Http(client.newBuilder().addNetworkInterceptor(new Noting(record)).build());
  }

  /** The same, which notes of those only what has content; the others name what is kept there. */
  public Http notingContent(EgressRecord record) {
    Noting noting = new Noting(record);
    return new Http(
        client
            .newBuilder()
            .addNetworkInterceptor(
                chain -> {
                  RequestBody body = chain.request().body();
                  return body == null || body.contentLength() == 0
                      ? chain.proceed(chain.request())
                      : noting.intercept(chain);
                })
            .build());
  }

  /**
   * A client that keeps answers and their validators (ETag, Last-Modified) in a folder; without
   * them if another process has the folder, for a cache serves one.
   */
  public static Http withCache(Path folder) {
    return CacheLock.take(folder)
        ? new Http(base().cache(PrivateCache.in(folder, CACHE_BYTES)).build())
        : withoutCache();
  }

  /** A client that keeps nothing. */
  public static Http withoutCache() {
    return new Http(base().build());
  }

  /** A client that keeps nothing, of another shape. */
  static Http shaped(UnaryOperator<OkHttpClient.Builder> shape) {
    return new Http(shape.apply(base()).build());
  }

  /**
   * A client that keeps nothing.
   *
   * @param pauses gives how long it really waits, of how long it has to wait before it tries again
   */
  static Http pausing(UnaryOperator<Duration> pauses) {
    return new Http(base().build(), pauses);
  }

  /**
   * A client that reaches this machine only, and directly; all else is refused before a name is
   * looked up.
   */
  public static Http offline() {
    return new Http(StayingHere.of(base()).build());
  }

  private static OkHttpClient.Builder base() {
    Direct direct = new Direct(Dns.SYSTEM);
    return Reach.enforce(new OkHttpClient.Builder())
        .dns(direct)
        .proxySelector(direct)
        .connectTimeout(Duration.ofSeconds(10))
        .readTimeout(Duration.ofSeconds(20))
        .writeTimeout(Duration.ofSeconds(20))
        .callTimeout(Duration.ofSeconds(60))
        .followRedirects(false);
  }

  /**
   * A client with the same limits that keeps no answers, for callers who bring their own requests.
   * What it sends from threads of its own is on the errand of the thread that asks for it here.
   */
  public OkHttpClient client() {
    Errand errand = Errand.current();
    return errand.isKnown()
        ? plain.newBuilder().addInterceptor(chain -> proceed(chain, errand)).build()
        : plain;
  }

  private static Response proceed(Interceptor.Chain chain, Errand errand) throws IOException {
    return chain.proceed(chain.request().newBuilder().tag(Errand.class, errand).build());
  }

  /**
   * Gets a document of at most {@code largest} bytes after decompression. Transient refusals are
   * tried again twice, as late as the server asks, up to 20 seconds.
   *
   * @throws WebException with host, status and next step
   */
  public byte[] get(URI uri, long largest) throws WebException {
    HttpUrl url = HttpUrl.get(uri.toString());
    RetryPolicy<byte[]> policy =
        RetryPolicy.<byte[]>builder()
            .handle(TransientException.class)
            .withMaxRetries(RETRIES)
            .withDelayFnOn(
                context ->
                    context.getLastException() instanceof TransientException refused
                        ? pauses.apply(refused.wait)
                        : Duration.ZERO,
                TransientException.class)
            .build();
    try {
      return Failsafe.with(policy).get(() -> follow(url, largest));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof TransientException refused) {
        throw refused.reason;
      }
      if (e.getCause() instanceof WebException web) {
        throw web;
      }
      throw new WebException(0, url.host() + ": " + e.getMessage(), e);
    }
  }

  private byte[] follow(HttpUrl first, long largest) throws IOException {
    Reach reach = new Reach(first, client.dns());
    HttpUrl url = first;
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      Request request = new Request.Builder().url(url).header("User-Agent", "Larksong/0.1").build();
      try (Response response = client.newCall(reach.limit(request)).execute()) {
        String location = response.header("Location");
        if (!response.isRedirect() || location == null) {
          return body(response, largest);
        }
        HttpUrl next = url.resolve(location);
        if (next == null || (url.isHttps() && !next.isHttps())) {
          throw new WebException(
              response.code(), first.host() + ": redirects to an address that is not https");
        }
        url = next;
      } catch (WebException | TransientException e) {
        throw e;
      } catch (IOException e) {
        WebException reason =
            new WebException(
                0,
                first.host()
                    + (hop == 0 ? ": " : ": it redirects, and there: ")
                    + (e instanceof UnknownHostException ? "unknown host or " : "")
                    + "no answer. Check the address and the network.",
                e);
        throw new TransientException(reason, FIRST_WAIT);
      }
    }
    throw new WebException(0, first.host() + ": more than " + REDIRECTS + " redirects");
  }

  private static byte[] body(Response response, long largest) throws IOException {
    String host = response.request().url().host();
    if (!response.isSuccessful()) {
      WebException reason =
          new WebException(
              response.code(),
              host
                  + ": "
                  + response.code()
                  + " "
                  + response.message()
                  + ". Check the address and its token, or open it in a browser.");
      if (WORTH_RETRYING.contains(response.code())) {
        throw new TransientException(reason, retryAfter(response));
      }
      throw reason;
    }
    Buffer buffer = new Buffer();
    BufferedSource source = response.body().source();
    while (source.read(buffer, 8192) != -1) {
      if (buffer.size() > largest) {
        throw new WebException(
            response.code(), host + ": expected at most " + largest + " bytes but there are more");
      }
    }
    return buffer.readByteArray();
  }

  private static Duration retryAfter(Response response) {
    return RetryAfter.of(response, Instant.now())
        .map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked)
        .orElse(FIRST_WAIT);
  }

  /** A refusal that may pass. */
  private static final class TransientException extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient WebException reason;
    private final transient Duration wait;

    TransientException(WebException reason, Duration wait) {
      super(reason.getMessage(), reason);
      this.reason = reason;
      this.wait = wait;
    }
  }
}
