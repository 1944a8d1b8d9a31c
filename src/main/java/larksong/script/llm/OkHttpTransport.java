package larksong.script.llm;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import larksong.net.RetryAfter;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;

/** Carries LangChain4j's requests over the one OkHttp client, with its limits. */
final class OkHttpTransport implements HttpClient {

  /** A script is a few kilobytes; an answer of megabytes is a loop. */
  private static final long LARGEST = 4L << 20;

  /** Too many requests; the server's own trouble; Anthropic's overload. */
  private static final Set<Integer> BUSY = Set.of(429, 500, 502, 503, 504, 529);

  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final OkHttpClient client;
  private final Duration deadline;
  private final UnaryOperator<Duration> pauses;

  private OkHttpTransport(OkHttpClient client, Duration deadline, UnaryOperator<Duration> pauses) {
    this.client = client;
    this.deadline = deadline;
    this.pauses = pauses;
  }

  /** A refusal that may pass. */
  private static final class Busy extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpException answer;
    private final Duration wait;

    Busy(HttpException answer, Duration wait) {
      super(answer);
      this.answer = answer;
      this.wait = wait;
    }
  }

  private static Duration retryAfter(Response response) {
    return RetryAfter.of(response, Instant.ofEpochMilli(response.receivedResponseAtMillis()))
        .orElse(FIRST_WAIT);
  }

  /** A builder for LangChain4j; the call as a whole ends after the deadline, whatever it sets. */
  static HttpClientBuilder builder(OkHttpClient client, Duration deadline) {
    return builder(client, deadline, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param pauses gives how long it really waits, of how long it has to wait before it asks again
   */
  static HttpClientBuilder builder(
      OkHttpClient client, Duration deadline, UnaryOperator<Duration> pauses) {
    return new Builder(client, deadline, pauses);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    return retried(() -> once(request));
  }

  /** A busy server is asked twice more, as late as it says, within the deadline. */
  private <T> T retried(CheckedSupplier<T> call) {
    long began = System.nanoTime();
    RetryPolicy<T> policy =
        RetryPolicy.<T>builder()
            .handle(Busy.class)
            // else it would be asked earlier than it said, when the deadline is
            .abortOn(
                failure -> failure instanceof Busy busy && busy.wait.compareTo(left(began)) > 0)
            .withMaxRetries(2)
            .withDelayFnOn(
                context ->
                    pauses.apply(
                        context.getLastException() instanceof Busy busy ? busy.wait : FIRST_WAIT),
                Busy.class)
            .withMaxDuration(deadline)
            .build();
    try {
      return Failsafe.with(policy).get(call);
    } catch (Busy e) {
      throw e.answer;
    }
  }

  private Duration left(long began) {
    return deadline.minusNanos(System.nanoTime() - began);
  }

  private SuccessfulHttpResponse once(HttpRequest request) {
    try (Response response = client.newCall(okHttp(request)).execute()) {
      if (!response.isSuccessful()) {
        throw refused(response);
      }
      return SuccessfulHttpResponse.builder()
          .statusCode(response.code())
          .headers(response.headers().toMultimap())
          .body(body(response))
          .build();
    } catch (InterruptedIOException e) {
      throw new TimeoutException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RuntimeException refused(Response response) throws IOException {
    HttpException answer = new HttpException(response.code(), body(response));
    Duration wait = retryAfter(response);
    return BUSY.contains(response.code()) && wait.compareTo(LONGEST_WAIT) <= 0
        ? new Busy(answer, wait)
        : answer;
  }

  /** The same, word by word: what was busy has not begun, and a stream that began has its end. */
  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try {
      retried(
          () -> {
            stream(request, parser, listener);
            return request;
          });
    } catch (RuntimeException e) {
      listener.onError(e);
    }
  }

  private void stream(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (Response response = client.newCall(okHttp(request)).execute()) {
      if (!response.isSuccessful()) {
        throw refused(response);
      }
      listener.onOpen(
          SuccessfulHttpResponse.builder()
              .statusCode(response.code())
              .headers(response.headers().toMultimap())
              .build());
      parser.parse(capped(response), listener);
      listener.onClose();
    } catch (InterruptedIOException e) {
      throw new TimeoutException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends where an answer becomes a loop. */
  private static InputStream capped(Response response) {
    return Okio.buffer(
            new ForwardingSource(response.body().source()) {
              private long all;

              @Override
              public long read(Buffer sink, long most) throws IOException {
                long read = super.read(sink, most);
                all += Math.max(0, read);
                if (all > LARGEST) {
                  throw new IOException("expected an answer of at most " + LARGEST + " bytes");
                }
                return read;
              }
            })
        .inputStream();
  }

  private static Request okHttp(HttpRequest request) {
    Request.Builder builder = new Request.Builder().url(request.url());
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      header.getValue().forEach(value -> builder.addHeader(header.getKey(), value));
    }
    RequestBody body =
        request.body() == null
            ? null
            : RequestBody.create(request.body(), MediaType.get("application/json"));
    return builder.method(request.method().name(), body).build();
  }

  private static String body(Response response) throws IOException {
    Buffer buffer = new Buffer();
    while (response.body().source().read(buffer, 8192) != -1) {
      if (buffer.size() > LARGEST) {
        throw new IOException("expected an answer of at most " + LARGEST + " bytes");
      }
    }
    return buffer.readUtf8();
  }

  private static final class Builder implements HttpClientBuilder {

    private final OkHttpClient client;
    private final Duration deadline;
    private final UnaryOperator<Duration> pauses;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration readTimeout;

    Builder(OkHttpClient client, Duration deadline, UnaryOperator<Duration> pauses) {
      this.client = client;
      this.deadline = deadline;
      this.pauses = pauses;
      this.readTimeout = shorter(deadline);
    }

    /** No provider is silent for longer while it thinks; most say so with empty words. */
    private static Duration shorter(Duration timeout) {
      return timeout.compareTo(LONGEST_SILENCE) < 0 ? timeout : LONGEST_SILENCE;
    }

    @Override
    public Duration connectTimeout() {
      return connectTimeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      connectTimeout = timeout;
      return this;
    }

    @Override
    public Duration readTimeout() {
      return readTimeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      readTimeout = shorter(timeout);
      return this;
    }

    @Override
    public HttpClient build() {
      return new OkHttpTransport(
          client
              .newBuilder()
              .connectTimeout(connectTimeout)
              .readTimeout(readTimeout)
              .callTimeout(deadline)
              .build(),
          deadline,
          pauses);
    }
  }
}
