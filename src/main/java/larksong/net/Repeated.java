package larksong.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Sends requests that may simply be repeated: again while nobody answers or the server fails. */
public final class Repeated {

  private static final int ATTEMPTS = 3;
  private static final int TOO_MANY = 429;
  private static final long LARGEST = (64L << 20) + 1;

  private Repeated() {}

  /**
   * The first answer that is no failure of the server, with all it says, up to 64 MiB and a byte.
   * Who asks to be left alone is not asked again.
   *
   * @param deadline for each attempt
   * @throws RefusedException if the server fails each time, or asks for time
   */
  public static Response sent(OkHttpClient client, Request request, Duration deadline)
      throws IOException {
    OkHttpClient patient = client.newBuilder().callTimeout(deadline).build();
    IOException last = new IOException("no attempt was made");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Response response = patient.newCall(request).execute()) {
        if (response.code() < 500 && response.code() != TOO_MANY) {
          return response.newBuilder().body(response.peekBody(LARGEST)).build();
        }
        RefusedException busy = RefusedException.later(response);
        if (response.code() == TOO_MANY || busy.asked().isPresent()) {
          throw busy;
        }
        last = busy;
      } catch (RefusedException | WebException e) {
        throw e;
      } catch (IOException e) {
        last = new IOException(words(e), e);
      }
    }
    throw last;
  }

  /** Without addresses, which the network's own messages quote. */
  public static String words(IOException failure) {
    if (failure instanceof UnknownHostException) {
      return "its name is not known. Check the address and the network";
    }
    if (failure instanceof ConnectException) {
      return "nobody listens there. Check the address, and whether the server runs";
    }
    if (failure instanceof javax.net.ssl.SSLException) {
      return "it could not be reached in TLS. Check its certificate and this machine's clock";
    }
    return "there was no answer. Check the address and the network";
  }
}
