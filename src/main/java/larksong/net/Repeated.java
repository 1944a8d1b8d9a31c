package larksong.net;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends requests that may simply be repeated: again while nobody answers or the server fails. */
public final class Repeated {

  private static final int ATTEMPTS = 3;
  private static final long LARGEST = (64L << 20) + 1;

  private Repeated() {}

  /**
   * The first answer that is no failure of the server, with all it says, up to 64 MiB and a byte.
   *
   * @param deadline for each attempt
   */
  public static Response sent(OkHttpClient client, Request request, Duration deadline)
      throws IOException {
    OkHttpClient patient = client.newBuilder().callTimeout(deadline).build();
    IOException last = new IOException("no attempt was made");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Response response = patient.newCall(request).execute()) {
        if (response.code() < 500) {
          return response.newBuilder().body(response.peekBody(LARGEST)).build();
        }
        last = new IOException("it answered " + response.code());
      } catch (IOException e) {
        last = new IOException("there was no answer", e);
      }
    }
    throw last;
  }
}
