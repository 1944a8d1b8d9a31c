package larksong.alert;

import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import larksong.egress.Errand;
import larksong.json.Json;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.Level;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Messages over HTTP, and pings of an outside watch; the addresses are secrets. */
public final class WebMessenger {

  private final Supplier<OkHttpClient> client;

  public WebMessenger(Supplier<OkHttpClient> client) {
    this.client = client;
  }

  /**
   * To a topic of an ntfy server: text, with its title as header, encoded where it is not plain
   * (RFC 2047, https://docs.ntfy.sh/publish/#message-title).
   */
  public Messenger ntfy(URI topic) {
    return (title, text) ->
        send(
            to("ntfy", "title", "text"),
            "Check alerts.ntfy",
            new Request.Builder()
                .url(topic.toString())
                .header("Title", MimeUtility.encodeText(title, "UTF-8", "B"))
                .post(RequestBody.create(text, MediaType.get("text/plain; charset=utf-8"))));
  }

  /** To any address: JSON with {@code title} and {@code text}. */
  public Messenger webhook(URI address) {
    return (title, text) ->
        send(
            to("webhook", "title", "text"),
            "Check alerts.webhook",
            new Request.Builder()
                .url(address.toString())
                .post(
                    RequestBody.create(
                        Json.write(Map.of("title", title, "text", text)),
                        MediaType.get("application/json"))));
  }

  /**
   * Tells an outside watch how an edition ended, as Healthchecks has it: {@code /fail} if badly.
   */
  public void ping(URI check, boolean well) throws IOException {
    send(
        to("ping", well ? "made" : "failed").of(Level.FREE), // no words of anybody
        "Check the show's ping",
        new Request.Builder()
            .url(check.toString().replaceFirst("/+$", "") + (well ? "" : "/fail")));
  }

  private static Errand to(String way, String... fields) {
    return Errand.current()
        .to(Purpose.ALERT, way)
        .carrying(List.of(Part.of("message", fields)), Errand.current().level());
  }

  private void send(Errand errand, String next, Request.Builder written) throws IOException {
    Errand.Scope scope = errand.begin();
    try {
      send(next, written);
    } finally {
      scope.close();
    }
  }

  /** Of an address, its host is told and no more; OkHttp's own words may quote the rest. */
  private void send(String next, Request.Builder written) throws IOException {
    Request request = written.build();
    int code;
    try (Response response = client.get().newCall(request).execute()) {
      code = response.code();
      if (response.isSuccessful()) {
        return;
      }
    } catch (IOException e) {
      throw new IOException(
          request.url().host()
              + " was not reached ("
              + e.getClass().getSimpleName()
              + "). "
              + next
              + ", or try again later",
          e);
    }
    throw new IOException(request.url().host() + " answered " + code + ". " + next);
  }
}
