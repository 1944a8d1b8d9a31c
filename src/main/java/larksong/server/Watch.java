package larksong.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import larksong.json.Json;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and tells requests, without a token: what of an address is long enough to be one is left
 * out, and so is every query.
 */
final class Watch implements RequestLog {

  private static final Logger ACCESS = LoggerFactory.getLogger("larksong.access");

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH");

  private final boolean telling;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** What requests are counted by. */
  private record Kind(String method, String what, int status) {}

  private record Meters(Timer requests, Counter sent) {}

  private final Map<Kind, Meters> counted = new ConcurrentHashMap<>();

  /** With or without a line for each request. */
  Watch(boolean telling) {
    this.telling = telling;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private Meters meters(Kind kind) {
    return new Meters(
        Timer.builder("larksong.http.requests")
            .description("Requests answered")
            .tag("method", kind.method())
            .tag("what", kind.what())
            .tag("status", String.valueOf(kind.status()))
            .register(registry),
        registry.counter("larksong.http.sent", "what", kind.what()));
  }

  /** All that was counted, in Prometheus' text form. */
  String metrics() {
    return registry.scrape();
  }

  @Override
  public void log(Request request, Response response) {
    String path = String.valueOf(Request.getPathInContext(request));
    long nanos = System.nanoTime() - request.getBeginNanoTime();
    long bytes = Response.getContentBytesWritten(response);
    Meters meters =
        counted.computeIfAbsent(
            new Kind(method(request), what(path), response.getStatus()), this::meters);
    meters.requests().record(nanos, TimeUnit.NANOSECONDS);
    meters.sent().increment((double) Math.max(0, bytes));
    if (telling) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("method", method(request));
      line.put("path", plain(path));
      line.put("status", response.getStatus());
      line.put("bytes", bytes);
      line.put("ms", TimeUnit.NANOSECONDS.toMillis(nanos));
      ACCESS.info("{}", Json.write(line));
    }
  }

  /** A client may send anything as method; only known words become a label or a line. */
  private static String method(Request request) {
    String method = String.valueOf(request.getMethod()).toUpperCase(Locale.ROOT);
    return METHODS.contains(method) ? method : "other";
  }

  /** A token has 32 characters; names of shows and editions are shorter or lose their end. */
  static String plain(String path) {
    return path.replaceAll("(?<=^/{1,9}t/)[^/]+", "-")
        .replaceAll("[^/]{24,}", "-")
        .replaceAll("[^\\x21-\\x7e]", "?");
  }

  private static String what(String path) {
    if (path.startsWith("/t/")) {
      if (path.contains("/media/")) {
        return path.endsWith(".mp3") ? "sound" : "companion";
      }
      return path.endsWith(".xml") || path.endsWith(".opml") ? "feed" : "page";
    }
    if (path.startsWith("/api/")) {
      return "api";
    }
    return path.startsWith("/assets/") ? "asset" : "other";
  }
}
