package larksong.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;

/** What a real server behind a line answers to a request. */
public final class Forwarded {

  private static final Set<String> WITH_CONTENT = Set.of("PUT", "POST");

  private Forwarded() {}

  /** Sends it on, with all that it says. */
  public static MockResponse to(String server, RecordedRequest request, OkHttpClient client) {
    ByteString content = request.getBody();
    String query = request.getUrl().encodedQuery();
    Request on =
        new Request.Builder()
            .url(server + request.getUrl().encodedPath() + (query == null ? "" : "?" + query))
            .headers(request.getHeaders().newBuilder().removeAll("Host").build())
            .method(
                request.getMethod(),
                WITH_CONTENT.contains(request.getMethod())
                    ? RequestBody.create(content == null ? ByteString.EMPTY : content, null)
                    : null)
            .build();
    try (Response response = client.newCall(on).execute()) {
      MockResponse.Builder answer =
          new MockResponse.Builder()
              .code(response.code())
              .headers(response.headers().newBuilder().removeAll("Transfer-Encoding").build());
      return request.getMethod().equals("HEAD")
          ? answer.build()
          : answer.body(new Buffer().write(response.body().bytes())).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
