package larksong.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.files.Fingerprint;
import larksong.library.Library;
import larksong.library.Library.Media;
import larksong.library.LibraryException;
import larksong.library.Tokens.Grant;
import larksong.server.Damages.Found;
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
import org.eclipse.jetty.util.IO;
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
  private final Damages damages;
  private final ResourceService service = new ResourceService();
  private final Cache<String, Known> files =
      Caffeine.newBuilder().expireAfterAccess(LASTS).maximumSize(MOST_OPEN).build();

  MediaHandler(Gate gate, Library library, Damages damages) {
    this.gate = gate;
    this.library = library;
    this.damages = damages;
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
      refuse(response, callback, 503, LibraryServer.UNREADABLE);
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
    Optional<Media> media =
        listener.flatMap(
            known -> library.media(known.account(), UUID.fromString(address.group(2))));
    if (media.isEmpty()) {
      return super.handle(request, response, callback);
    }
    Wanted wanted = Wanted.of(media.get(), address.group(3));
    try {
      send(wanted, request, response, callback);
    } catch (NoSuchFileException e) {
      refuse(wanted, Found.missing(), response, callback);
    } catch (AccessDeniedException e) {
      refuse(wanted, Found.unreadable(), response, callback);
    }
    return true;
  }

  /** What is asked for, as its row has it. */
  private record Wanted(Media media, boolean sound) {

    static Wanted of(Media media, String ending) {
      return new Wanted(media, ending.equals(".mp3"));
    }

    String hash() {
      return sound ? media.sha256() : media.cover();
    }

    String ending() {
      return sound ? ".mp3" : ".jpg";
    }

    String type() {
      return sound ? "audio/mpeg" : "image/jpeg";
    }

    String name() {
      return sound ? "recording" : "cover";
    }
  }

  /** What was opened is what is sent, whatever becomes of its name meanwhile. */
  private void send(Wanted wanted, Request request, Response response, Callback callback)
      throws IOException {
    Path file = library.media().path(wanted.hash(), wanted.ending());
    FileChannel opened = opened(wanted, file);
    Callback closing = Callback.from(callback, () -> IO.close(opened));
    try {
      Optional<Found> found = wrong(wanted, file, opened);
      if (found.isPresent()) {
        refuse(wanted, found.get(), response, closing);
        return;
      }
      damages.isWhole(wanted.hash());
      Sent content = content(wanted, file, opened, request);
      Protection.headers().forEach(response.getHeaders()::put);
      service.doGet(Understood.of(request, content), response, closing, content);
    } catch (IOException | RuntimeException e) {
      IO.close(opened);
      throw e;
    }
  }

  private FileChannel opened(Wanted wanted, Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      if (library.media().find(wanted.hash(), wanted.ending()).isEmpty()) {
        throw e;
      }
      return FileChannel.open(file, StandardOpenOption.READ);
    }
  }

  private Sent content(Wanted wanted, Path file, FileChannel opened, Request request)
      throws IOException {
    Known known = files.getIfPresent(wanted.hash());
    if (known == null) {
      known = Known.of(file, wanted.type(), opened.size());
      files.put(wanted.hash(), known);
    }
    return new Sent(
        wanted.hash(),
        known,
        opened,
        request.getComponents().getByteBufferPool(),
        () ->
            damages.log(
                wanted.hash(),
                wanted.name(),
                wanted.media().edition(),
                "its end could not be read while it was sent"));
  }

  /** Of a recording the row has the length; of a picture only the hash, which is read again. */
  private Optional<Found> wrong(Wanted wanted, Path file, FileChannel opened) throws IOException {
    if (wanted.sound() && opened.size() == wanted.media().bytes()) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of(Found.missing());
    }
    if (wanted.sound()) {
      return Optional.of(Found.length(wanted.media().bytes(), opened.size()));
    }
    Known known = files.getIfPresent(wanted.hash());
    if (known != null && known.isStill(file, opened.size())) {
      return Optional.empty();
    }
    files.invalidate(wanted.hash());
    return Fingerprint.of(file).equals(wanted.hash())
        ? Optional.empty()
        : Optional.of(Found.changed());
  }

  private void refuse(Wanted wanted, Found found, Response response, Callback callback) {
    damages.log(wanted.hash(), wanted.name(), wanted.media().edition(), found.words());
    refuse(response, callback, found.damage().status(), found.damage().sentence());
  }

  private static void refuse(Response response, Callback callback, int status, String sentence) {
    Protection.headers().forEach(response.getHeaders()::put);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
    Content.Sink.write(response, true, sentence, callback);
  }

  /** A request in the words that Jetty's service understands (RFC 9110 §13.1.2, §14.2). */
  private static final class Understood extends Request.Wrapper {

    private final HttpFields headers;

    /** The request itself, where nothing in it would be misunderstood. */
    static Request of(Request request, Sent content) {
      HttpFields headers = request.getHeaders();
      String range = headers.get(HttpHeader.RANGE);
      boolean plain =
          !headers.contains(HttpHeader.IF_NONE_MATCH)
              && !headers.contains(HttpHeader.IF_RANGE)
              && (range == null || isOneOfBytes(range));
      return plain ? request : new Understood(request, content);
    }

    /**
     * Weak tags match strong ones, {@code *} matches what there is; a range in an unknown unit is
     * no range, nor are several, which Jetty would read by the file's name.
     */
    private Understood(Request request, Sent content) {
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
      if (range != null && (changed || !isOneOfBytes(range))) {
        understood.remove(HttpHeader.RANGE);
      }
      this.headers = understood;
    }

    private static boolean isOneOfBytes(String range) {
      return range.startsWith("bytes=") && range.indexOf(',') < 0;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /** What is remembered of a file that was whole. */
  private record Known(HttpContent content, HttpField modified, long bytes, FileTime at) {

    static Known of(Path file, String type, long bytes) throws IOException {
      HttpContent content =
          new ResourceHttpContent(
              ResourceFactory.root().newResource(file), type, ByteBufferPool.SIZED_NON_POOLING);
      return new Known(content, content.getLastModified(), bytes, Files.getLastModifiedTime(file));
    }

    boolean isStill(Path file, long length) throws IOException {
      return length == bytes && Files.getLastModifiedTime(file).equals(at);
    }
  }

  /** A file named by the hash of its content has it as strong validator. */
  private static final class Sent extends HttpContent.Wrapper {

    private final String hash;
    private final Known known;
    private final FileChannel file;
    private final ByteBufferPool buffers;
    private final Runnable cut;
    private final HttpField etag;

    Sent(String hash, Known known, FileChannel file, ByteBufferPool buffers, Runnable cut) {
      super(known.content());
      this.hash = hash;
      this.known = known;
      this.file = file;
      this.buffers = buffers;
      this.cut = cut;
      this.etag = new HttpField(HttpHeader.ETAG, '"' + hash + '"');
    }

    @Override
    public void writeTo(Content.Sink sink, long offset, long length, Callback callback) {
      long rest = length < 0 ? known.bytes() - offset : length;
      new PartOfFile(file, offset, rest, sink, buffers, callback, cut).iterate();
    }

    @Override
    public HttpField getETag() {
      return etag;
    }

    @Override
    public HttpField getLastModified() {
      return known.modified();
    }

    @Override
    public long getContentLengthValue() {
      return known.bytes();
    }
  }
}
