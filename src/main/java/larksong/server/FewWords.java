package larksong.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers what the server itself refuses without repeating the address, which holds a token. */
final class FewWords extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (response.getStatus() == HttpStatus.NOT_MODIFIED_304) { // Jetty answers it as an error
      nothing(response, callback);
      return true;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
    Content.Sink.write(response, true, "This request was not understood.\n", callback);
    return true;
  }

  /**
   * Ends an answer without a body. A last write would say that what was asked for has no bytes (RFC
   * 9110 §8.6).
   */
  static void nothing(Response response, Callback callback) {
    response.write(false, BufferUtil.EMPTY_BUFFER, callback);
  }
}
