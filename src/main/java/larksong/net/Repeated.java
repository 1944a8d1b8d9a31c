package larksong.net;

import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends requests that may simply be repeated: again while nobody answers or the server fails. */
public final class Repeated {

  private static final int ATTEMPTS = 3;

  private Repeated() {}

  /**
   * The first answer that is no failure of the server, to be closed.
   *
   * @param deadline for each attempt
   */
  public static Response sent(OkHttpClient client, Request request, Duration deadline)
      throws IOException {
    OkHttpClient patient = client.newBuilder().callTimeout(deadline).build();
    IOException last = new IOException("no attempt was made");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Response response = patient.newCall(request).execute();
        if (response.code() < 500) {
          return response;
        }
        last = new IOException("it answered " + response.code());
        response.close();
      } catch (IOException e) {
        last = new IOException("there was no answer", e);
      }
    }
    throw last;
  }
}
