package larksong.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.library.Library;
import larksong.library.LibraryException;
import larksong.library.ShelvedEpisode;
import larksong.library.Tokens.Grant;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves sound and covers with Jetty's resource service: ranges, conditions and HEAD. */
final class MediaHandler extends Handler.Wrapper {

  private static final Logger LOG = LoggerFactory.getLogger(MediaHandler.class);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "/t/([^/]+)/media/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\\.mp3|-[0-9a-f]{8}\\.jpg)");

  private final Gate gate;
  private final Library library;
  private final ResourceService service = new ResourceService();

  MediaHandler(Gate gate, Library library) {
    this.gate = gate;
    this.library = library;
    service.setAcceptRanges(true);
    service.setEtags(true);
    service.setDirAllowed(false);
    service.setPrecompressedFormats(List.of());
  }

  /** Whatever goes wrong, the address with its token must not get into a log. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try {
      return served(request, response, callback);
    } catch (LibraryException | IOException e) {
      LOG.error("A recording could not be served: {}", e.getClass().getSimpleName());
      Response.writeError(request, response, callback, 500);
      return true;
    }
  }

  private boolean served(Request request, Response response, Callback callback) throws Exception {
    Matcher address = ADDRESS.matcher(Request.getPathInContext(request));
    if (!address.matches()) {
      return super.handle(request, response, callback);
    }
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    Optional<Grant> listener = reads ? gate.listener(address.group(1)) : Optional.empty();
    if (listener.isEmpty()) {
      return super.handle(request, response, callback);
    }
    Optional<ByHash> content =
        content(
            library.find(listener.get().account(), UUID.fromString(address.group(2))),
            address.group(3));
    if (content.isEmpty()) {
      return super.handle(request, response, callback);
    }
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.getHeaders().put("X-Robots-Tag", "noindex");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "private, no-cache");
    service.doGet(new Understood(request, content.get()), response, callback, content.get());
    return true;
  }

  private Optional<ByHash> content(Optional<ShelvedEpisode> episode, String ending)
      throws IOException {
    if (episode.isEmpty()) {
      return Optional.empty();
    }
    boolean sound = ending.equals(".mp3");
    String hash = sound ? episode.get().sha256() : episode.get().cover();
    Path file = library.media().path(hash, sound ? ".mp3" : ".jpg");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Resource resource = ResourceFactory.root().newResource(file);
    String type = sound ? "audio/mpeg" : "image/jpeg";
    return Optional.of(
        new ByHash(
            new ResourceHttpContent(resource, type, ByteBufferPool.SIZED_NON_POOLING), hash));
  }

  /** A request in the words that Jetty's service understands (RFC 9110 §13.1.2, §14.2). */
  private static final class Understood extends Request.Wrapper {

    private final HttpFields headers;

    /**
     * Weak tags match strong ones, {@code *} matches what there is; a range in an unknown unit is
     * no range.
     */
    Understood(Request request, ByHash content) {
      super(request);
      HttpFields.Mutable understood = HttpFields.build(request.getHeaders());
      String known = understood.get(HttpHeader.IF_NONE_MATCH);
      if (known != null) {
        String strong =
            known.trim().equals("*") ? '"' + content.hash + '"' : known.replace("W/\"", "\"");
        understood.put(HttpHeader.IF_NONE_MATCH, strong);
      }
      String range = understood.get(HttpHeader.RANGE);
      String condition = understood.get(HttpHeader.IF_RANGE);
      boolean changed =
          condition != null
              && !condition.equals('"' + content.hash + '"')
              && !condition.equals(content.getLastModified().getValue());
      understood.remove(HttpHeader.IF_RANGE);
      if (range != null && (changed || !range.startsWith("bytes="))) {
        understood.remove(HttpHeader.RANGE);
      }
      this.headers = understood;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /** A file named by the hash of its content has it as strong validator. */
  private static final class ByHash extends HttpContent.Wrapper {

    private final String hash;
    private final HttpField etag;

    ByHash(HttpContent content, String hash) {
      super(content);
      this.hash = hash;
      this.etag = new HttpField(HttpHeader.ETAG, '"' + hash + '"');
    }

    @Override
    public HttpField getETag() {
      return etag;
    }
  }
}
