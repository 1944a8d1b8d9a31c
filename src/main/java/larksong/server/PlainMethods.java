package larksong.server;

import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets a request mean the method in its first line and no other: HEAD is answered as GET, of which
 * Jetty sends no body (RFC 9110 §9.3.2), what no server knows is refused (§9.1), and a header that
 * names another method is no method.
 */
final class PlainMethods extends Handler.Wrapper {

  /** It opens once, which a program that only looks must not use up. */
  private static final String ONCE = "/studio/enter/";

  private static final String OVERRIDE = "X-HTTP-Method-Override";

  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!KNOWN.contains(request.getMethod())) {
      Response.writeError(request, response, callback, HttpStatus.NOT_IMPLEMENTED_501);
      return true;
    }
    boolean heads =
        HttpMethod.HEAD.is(request.getMethod())
            && !Request.getPathInContext(request).startsWith(ONCE);
    boolean overridden = request.getHeaders().contains(OVERRIDE);
    return super.handle(
        heads || overridden ? new Plain(request, heads) : request, response, callback);
  }

  private static final class Plain extends Request.Wrapper {

    private final String method;
    private final HttpFields headers;

    Plain(Request request, boolean heads) {
      super(request);
      this.method = heads ? HttpMethod.GET.asString() : request.getMethod();
      HttpFields.Mutable plain = HttpFields.build();
      for (HttpField field : request.getHeaders()) {
        if (!field.is(OVERRIDE)) {
          plain.add(field);
        }
      }
      this.headers = plain.asImmutable();
    }

    @Override
    public String getMethod() {
      return method;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
