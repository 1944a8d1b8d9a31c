package larksong.net;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Limits what a server answers beside what was asked for: its refusals, and what it says to what it
 * was sent, which a library reads to the end whatever there is.
 */
public final class SmallAnswers implements Interceptor {

  private final long most;
  private final Duration longest;

  private SmallAnswers(long most, Duration longest) {
    this.most = most;
    this.longest = longest;
  }

  /**
   * The same client, which reads so many bytes of such an answer, after decompression, and so long.
   */
  public static OkHttpClient.Builder limit(OkHttpClient client, long most, Duration longest) {
    return client.newBuilder().addInterceptor(new SmallAnswers(most, longest));
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    boolean asked = chain.request().method().equals("GET") && response.isSuccessful();
    return asked ? response : response.newBuilder().body(new Small(response, chain.call())).build();
  }

  private final class Small extends ResponseBody {

    private final ResponseBody whole;
    private final BufferedSource limited;

    Small(Response response, Call call) {
      this.whole = response.body();
      this.limited = Okio.buffer(new Limited(response, call));
    }

    @Override
    public @Nullable MediaType contentType() {
      return whole.contentType();
    }

    @Override
    public long contentLength() {
      return whole.contentLength();
    }

    @Override
    public BufferedSource source() {
      return limited;
    }
  }

  private final class Limited extends ForwardingSource {

    private final Response response;
    private final Call call;
    private final long end = System.nanoTime() + longest.toNanos();
    private long read;
    private boolean ended;

    Limited(Response response, Call call) {
      super(response.body().source());
      this.response = response;
      this.call = call;
    }

    @Override
    public long read(Buffer sink, long count) throws IOException {
      long some = super.read(sink, count);
      read += Math.max(0, some);
      ended |= some < 0;
      if (read > most) {
        throw tooMuch("at most " + most + " bytes but there are more");
      }
      if (some >= 0 && System.nanoTime() > end) {
        throw tooMuch("it whole in " + longest.toSeconds() + " seconds but it goes on");
      }
      return some;
    }

    /** What nobody reads is not read for a moment either, unless it says how little it is. */
    @Override
    public void close() throws IOException {
      if (!ended && response.body().contentLength() < 0) {
        call.cancel();
      }
      super.close();
    }

    private WebException tooMuch(String expected) {
      call.cancel(); // else the rest is read for a moment, so that the connection may serve again
      return new WebException(
          response.code(),
          response.request().url().host()
              + ": of its answer ("
              + response.code()
              + ") expected "
              + expected
              + ". Check the address; is it another service, or a proxy?");
    }
  }
}
