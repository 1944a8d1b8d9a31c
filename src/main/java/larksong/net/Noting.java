package larksong.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.egress.StaysHereException;
import larksong.model.Departure.Part;
import larksong.model.Level;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Notes each request that leaves this machine, once its connection stands and before anything of it
 * is sent: also each that is tried again or led elsewhere, and none that is answered from a cache.
 */
final class Noting implements Interceptor {

  /** Two blanks in the first line, its end, and that of the last. */
  private static final int MARKS = 6;

  private static final String VERSION = "HTTP/1.1";

  private final EgressRecord record;

  Noting(EgressRecord record) {
    this.record = record;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Errand errand = errand(request);
    if (ThisMachine.is(request.url().host()) && !errand.passedOn()) {
      return chain.proceed(request);
    }
    RequestBody body = request.body();
    long head = head(request);
    long announced = head + (body == null ? 0 : Math.max(0, body.contentLength()));
    UUID noted = note(errand, request.url().host(), parts(body), announced);
    if (body == null) {
      return chain.proceed(request);
    }
    Counted counted = new Counted(body);
    try {
      return chain.proceed(request.newBuilder().method(request.method(), counted).build());
    } finally {
      if (head + counted.sent.get() != announced) {
        record.correct(noted, head + counted.sent.get());
      }
    }
  }

  /**
   * That of this thread; nobody's words go along in a question without a body. A library that sends
   * in threads of its own has it from its client.
   */
  private static Errand errand(Request request) {
    Errand current = Errand.current();
    Errand given = request.tag(Errand.class);
    Errand errand = current.isKnown() || given == null ? current : given;
    boolean isQuestion = request.body() == null && !errand.isKnown();
    return isQuestion ? errand.of(Level.FREE) : errand;
  }

  private UUID note(Errand errand, String host, List<Part> parts, long bytes) throws WebException {
    try {
      return record.note(errand.leaving(host, parts, bytes));
    } catch (StaysHereException e) {
      throw new WebException(0, host + ": not asked. " + e.getMessage(), e);
    } catch (IOException e) {
      throw new WebException(
          0, host + ": not asked, because it could not be noted. " + e.getMessage(), e);
    }
  }

  /** What goes before the body, as RFC 9112 writes it. */
  private static long head(Request request) {
    String path = request.url().encodedPath();
    String query = request.url().encodedQuery();
    return request.method().length()
        + path.length()
        + (query == null ? 0 : query.length() + 1)
        + VERSION.length()
        + MARKS
        + request.headers().byteCount();
  }

  /** What a body holds, by its types. */
  private static List<Part> parts(@Nullable RequestBody body) {
    List<String> fields = new ArrayList<>();
    if (body instanceof MultipartBody several) {
      several.parts().forEach(part -> add(fields, part.headers(), part.body()));
    } else if (body != null) {
      add(fields, null, body);
    }
    return fields.isEmpty() ? List.of() : List.of(new Part("", "request", fields));
  }

  private static void add(List<String> fields, @Nullable Headers headers, RequestBody body) {
    boolean named =
        headers != null && String.valueOf(headers.get("Content-Disposition")).contains("filename=");
    String field = field(body.contentType(), named);
    if (!fields.contains(field)) {
      fields.add(field);
    }
  }

  private static String field(@Nullable MediaType type, boolean file) {
    if (type == null) {
      return file ? "file" : "words";
    }
    return switch (type.type()) {
      case "audio" -> "recording";
      case "image" -> "picture";
      default -> type.subtype().equals("vtt") ? "transcript" : "words";
    };
  }

  /** A body whose bytes are counted as they go. */
  private static final class Counted extends RequestBody {

    private final RequestBody body;
    private final AtomicLong sent = new AtomicLong();

    Counted(RequestBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return body.isOneShot();
    }

    @Override
    public boolean isDuplex() {
      return body.isDuplex();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      BufferedSink counting =
          Okio.buffer(
              new ForwardingSink(sink) {
                @Override
                public void write(Buffer source, long count) throws IOException {
                  super.write(source, count);
                  sent.addAndGet(count);
                }
              });
      body.writeTo(counting);
      counting.flush();
    }
  }
}
