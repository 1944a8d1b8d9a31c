package larksong.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.library.Library;
import larksong.library.Library.Media;
import larksong.library.LibraryException;
import larksong.library.Tokens.Grant;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
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

  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final int MOST_OPEN = 200;

  private final Gate gate;
  private final Library library;
  private final ResourceService service = new ResourceService();
  private final Cache<String, ByHash> files =
      Caffeine.newBuilder().expireAfterAccess(LASTS).maximumSize(MOST_OPEN).build();

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
            library.media(listener.get().account(), UUID.fromString(address.group(2))),
            address.group(3));
    if (content.isEmpty()) {
      return super.handle(request, response, callback);
    }
    Protection.headers().forEach(response.getHeaders()::put);
    service.doGet(Understood.of(request, content.get()), response, callback, content.get());
    return true;
  }

  private Optional<ByHash> content(Optional<Media> episode, String ending) throws IOException {
    if (episode.isEmpty()) {
      return Optional.empty();
    }
    boolean sound = ending.equals(".mp3");
    String hash = sound ? episode.get().sha256() : episode.get().cover();
    ByHash known = files.getIfPresent(hash);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Path> file = library.media().find(hash, sound ? ".mp3" : ".jpg");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    ByHash opened = ByHash.open(hash, file.get(), sound ? "audio/mpeg" : "image/jpeg");
    files.put(hash, opened);
    return Optional.of(opened);
  }

  /** A request in the words that Jetty's service understands (RFC 9110 §13.1.2, §14.2). */
  private static final class Understood extends Request.Wrapper {

    private final HttpFields headers;

    /** The request itself, where nothing in it would be misunderstood. */
    static Request of(Request request, ByHash content) {
      HttpFields headers = request.getHeaders();
      String range = headers.get(HttpHeader.RANGE);
      boolean plain =
          !headers.contains(HttpHeader.IF_NONE_MATCH)
              && !headers.contains(HttpHeader.IF_RANGE)
              && (range == null || range.startsWith("bytes="));
      return plain ? request : new Understood(request, content);
    }

    /**
     * Weak tags match strong ones, {@code *} matches what there is; a range in an unknown unit is
     * no range.
     */
    private Understood(Request request, ByHash content) {
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

  /**
   * A file named by the hash of its content has it as strong validator. It is read where the system
   * has it in memory, shared by all who are sent it; one that were cut short meanwhile would end
   * this process, but such a file never changes.
   */
  private static final class ByHash extends HttpContent.Wrapper {

    private final String hash;
    private final HttpField etag;
    private final HttpField modified;
    private final ByteBuffer bytes;

    private ByHash(HttpContent content, String hash, ByteBuffer bytes) {
      super(content);
      this.hash = hash;
      this.etag = new HttpField(HttpHeader.ETAG, '"' + hash + '"');
      this.modified = content.getLastModified();
      this.bytes = bytes;
    }

    static ByHash open(String hash, Path file, String type) throws IOException {
      Resource resource = ResourceFactory.root().newResource(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        return new ByHash(
            new ResourceHttpContent(resource, type, ByteBufferPool.SIZED_NON_POOLING),
            hash,
            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      }
    }

    /** From the system's own pages to the socket, without a buffer for each listener. */
    @Override
    public void writeTo(Content.Sink sink, long offset, long length, Callback callback) {
      long rest = length < 0 ? bytes.limit() - offset : length;
      sink.write(true, bytes.slice((int) offset, (int) rest), callback);
    }

    @Override
    public HttpField getETag() {
      return etag;
    }

    @Override
    public HttpField getLastModified() {
      return modified;
    }

    @Override
    public long getContentLengthValue() {
      return bytes.limit();
    }
  }
}
