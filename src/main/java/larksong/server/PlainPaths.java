package larksong.server;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes the API's addresses as clients build them: with a slash too many, or below a prefix of the
 * base address. Everything behind this sees one form, so that rights are decided on it alone.
 */
final class PlainPaths extends Handler.Wrapper {

  private static final String API = "/api/v1/";
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_~/-]*");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = String.valueOf(request.getHttpURI().getPath());
    int api = path.indexOf(API);
    if (api <= 0 || !PREFIX.matcher(path.substring(0, api)).matches()) {
      return super.handle(request, response, callback);
    }
    HttpURI plain = HttpURI.build(request.getHttpURI()).path(path.substring(api)).asImmutable();
    return super.handle(Request.serveAs(request, plain), response, callback);
  }
}
