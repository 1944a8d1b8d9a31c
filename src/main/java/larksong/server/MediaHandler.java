package larksong.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.files.Fingerprint;
import larksong.library.Library;
import larksong.library.Library.Media;
import larksong.library.access.Tokens.Grant;
import larksong.server.Damages.Found;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves sound and covers with Jetty's resource service: ranges, conditions and HEAD. */
final class MediaHandler extends Handler.Wrapper {

  private static final Logger LOG = LoggerFactory.getLogger(MediaHandler.class);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "/t/([^/]+)/media/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\\.mp3|-[0-9a-f]{8}\\.jpg)");

  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final int MOST_OPEN = 16;

  private final Gate gate;
  private final Library library;
  private final Damages damages;
  private final ResourceService service = new ResourceService();
  private final Cache<String, OpenFile> files =
      Caffeine.newBuilder()
          .expireAfterAccess(LASTS)
          .maximumSize(MOST_OPEN)
          .scheduler(Scheduler.systemScheduler())
          .executor(Runnable::run)
          .removalListener(
              (@Nullable String hash, @Nullable OpenFile file, RemovalCause cause) ->
                  Objects.requireNonNull(file).release())
          .build();

  MediaHandler(Gate gate, Library library, Damages damages) {
    this.gate = gate;
    this.library = library;
    this.damages = damages;
    service.setAcceptRanges(true);
    service.setEtags(true);
    service.setDirAllowed(false);
    service.setPrecompressedFormats(List.of());
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    files.invalidateAll();
  }

  /** Whatever goes wrong, the address with its token must not get into a log. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try {
      return served(request, response, callback);
    } catch (IOException | RuntimeException | Error e) {
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

  private void send(Wanted wanted, Request request, Response response, Callback callback)
      throws IOException {
    OpenFile known = files.getIfPresent(wanted.hash());
    Path file = known == null ? library.media().path(wanted.hash(), wanted.ending()) : known.file();
    BasicFileAttributes now = attributes(wanted, file);
    Optional<Found> wrong = wrong(wanted, now);
    if (wrong.isPresent()) {
      refuse(wanted, wrong.get(), response, callback);
      return;
    }
    Optional<OpenFile> opened = opened(wanted, known, file, now);
    if (opened.isEmpty()) {
      refuse(wanted, Found.changed(), response, callback);
      return;
    }
    OpenFile found = opened.get();
    Callback releasing = Callback.from(callback, found::release);
    try {
      Sent content = new Sent(wanted.hash(), found, request, () -> wasCut(wanted));
      Protection.headers().forEach(response.getHeaders()::put);
      service.doGet(
          JettyRequest.of(request, wanted.hash(), content.getLastModified()),
          response,
          releasing,
          content);
    } catch (RuntimeException e) {
      found.release();
      throw e;
    }
  }

  private BasicFileAttributes attributes(Wanted wanted, Path file) throws IOException {
    try {
      return attributes(file);
    } catch (NoSuchFileException e) {
      if (library.media().find(wanted.hash(), wanted.ending()).isEmpty()) {
        throw e;
      }
      return attributes(file);
    }
  }

  /** Of the file itself; what a link leads to is nobody's recording. */
  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<Found> wrong(Wanted wanted, BasicFileAttributes now) {
    if (!now.isRegularFile()) {
      return Optional.of(Found.missing());
    }
    return wanted.sound() && now.size() != wanted.media().bytes()
        ? Optional.of(Found.length(wanted.media().bytes(), now.size()))
        : Optional.empty();
  }

  /**
   * The file, kept open for the caller; none if it is another picture. Of a recording the row has
   * the length; of a picture only the hash, so that each is read when it is opened.
   */
  private Optional<OpenFile> opened(
      Wanted wanted, @Nullable OpenFile known, Path file, BasicFileAttributes now)
      throws IOException {
    if (known != null && known.is(now) && known.retain()) {
      return Optional.of(known);
    }
    files.invalidate(wanted.hash());
    if (!library.media().holds(file)) {
      throw new NoSuchFileException("a recording");
    }
    if (!wanted.sound() && !Fingerprint.of(file).equals(wanted.hash())) {
      return Optional.empty();
    }
    OpenFile opened = OpenFile.of(file, wanted.type(), now);
    opened.retain();
    files.put(wanted.hash(), opened);
    damages.isWhole(wanted.hash());
    return Optional.of(opened);
  }

  private void wasCut(Wanted wanted) {
    damages.log(
        wanted.hash(),
        wanted.name(),
        wanted.media().edition(),
        "its end could not be read while it was sent");
  }

  private void refuse(Wanted wanted, Found found, Response response, Callback callback) {
    files.invalidate(wanted.hash());
    damages.log(wanted.hash(), wanted.name(), wanted.media().edition(), found.words());
    refuse(response, callback, found.damage().status(), found.damage().sentence());
  }

  private static void refuse(Response response, Callback callback, int status, String sentence) {
    Protection.headers().forEach(response.getHeaders()::put);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
    Content.Sink.write(response, true, sentence, callback);
  }

  /** A file named by the hash of its content has it as strong validator. */
  private static final class Sent extends HttpContent.Wrapper {

    private final OpenFile file;
    private final Request request;
    private final Runnable cut;
    private final HttpField etag;

    Sent(String hash, OpenFile file, Request request, Runnable cut) {
      super(file.content());
      this.file = file;
      this.request = request;
      this.cut = cut;
      this.etag = new HttpField(HttpHeader.ETAG, '"' + hash + '"');
    }

    @Override
    public void writeTo(Content.Sink sink, long offset, long length, Callback callback) {
      long rest = length < 0 ? file.length() - offset : length;
      new PartOfFile(
              file,
              offset,
              rest,
              sink,
              request.getComponents().getByteBufferPool(),
              request.getConnectionMetaData().getConnection().getEndPoint().isSecure(),
              callback,
              cut)
          .iterate();
    }

    @Override
    public HttpField getETag() {
      return etag;
    }

    @Override
    public HttpField getLastModified() {
      return file.modified();
    }

    @Override
    public long getContentLengthValue() {
      return file.length();
    }
  }
}
