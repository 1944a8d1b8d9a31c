package larksong.server;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.library.Library;
import larksong.library.store.LibraryException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers the commonest request of all in front of everything else: an app that asks for a feed it
 * has already.
 */
final class UnchangedFeeds extends Handler.Wrapper {

  private static final Pattern ADDRESS =
      Pattern.compile("/t/([^/]+)/(?:shows/([^/]+)/)?feed\\.xml");

  private final Gate gate;
  private final Library library;
  private final Feeds feeds;
  private final Supplier<URI> publicUrl;

  UnchangedFeeds(Gate gate, Library library, Feeds feeds, Supplier<URI> publicUrl) {
    this.publicUrl = publicUrl;
    this.gate = gate;
    this.library = library;
    this.feeds = feeds;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> etag = etag(request);
    if (etag.isEmpty()) {
      return super.handle(request, response, callback);
    }
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(HttpHeader.ETAG, etag.get());
    headers.put(HttpHeader.VARY, "Accept-Encoding");
    Protection.headers().forEach(headers::put);
    response.setStatus(HttpStatus.NOT_MODIFIED_304);
    FewWords.nothing(response, callback);
    return true;
  }

  private Optional<String> etag(Request request) {
    String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
    String path = Request.getPathInContext(request);
    Matcher address = ADDRESS.matcher(path);
    if (known == null || !HttpMethod.GET.is(request.getMethod()) || !address.matches()) {
      return Optional.empty();
    }
    try {
      return gate.listener(address.group(1))
          .flatMap(
              listener ->
                  feeds.unchanged(
                      publicUrl.get() + path,
                      Feeds.page(Request.extractQueryParameters(request).getValue("page")),
                      library.version(listener.account()),
                      request.getHeaders().get(HttpHeader.ACCEPT_ENCODING),
                      known));
    } catch (LibraryException | Error e) {
      return Optional.empty(); // what comes behind says so
    }
  }
}
