package larksong.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/** A request in the words that Jetty's service understands (RFC 9110 §13.1.2, §14.1, §14.2). */
final class JettyRequest extends Request.Wrapper {

  private static final Pattern ONE_OF_BYTES = Pattern.compile("(?i)bytes=(\\d*)-(\\d*)");

  /** Of a number of bytes that Java can hold. */
  private static final int MOST_DIGITS = 18;

  private final HttpFields headers;

  /** The request itself, where nothing in it would be misunderstood. */
  static Request of(Request request, String hash, HttpField modified) {
    HttpFields headers = request.getHeaders();
    String range = headers.get(HttpHeader.RANGE);
    boolean plain =
        !headers.contains(HttpHeader.IF_NONE_MATCH)
            && !headers.contains(HttpHeader.IF_MATCH)
            && !headers.contains(HttpHeader.IF_RANGE)
            && range == null;
    return plain ? request : new JettyRequest(request, hash, modified);
  }

  /**
   * Weak tags match strong ones, {@code *} matches what there is; a range in an unknown unit is no
   * range, nor are several, which Jetty would read by the file's name.
   */
  private JettyRequest(Request request, String hash, HttpField modified) {
    super(request);
    HttpFields.Mutable understood = HttpFields.build(request.getHeaders());
    String known = understood.get(HttpHeader.IF_NONE_MATCH);
    if (known != null) {
      String strong = known.trim().equals("*") ? '"' + hash + '"' : known.replace("W/\"", "\"");
      understood.put(HttpHeader.IF_NONE_MATCH, strong);
    }
    if ("*".equals(understood.get(HttpHeader.IF_MATCH))) {
      understood.remove(HttpHeader.IF_MATCH); // it is there
    }
    String range = understood.get(HttpHeader.RANGE);
    String condition = understood.get(HttpHeader.IF_RANGE);
    boolean changed =
        condition != null
            && !condition.equals('"' + hash + '"')
            && !condition.equals(modified.getValue());
    understood.remove(HttpHeader.IF_RANGE);
    understood.remove(HttpHeader.RANGE);
    if (range != null && !changed && HttpMethod.GET.is(request.getMethod())) {
      one(range).ifPresent(one -> understood.put(HttpHeader.RANGE, one));
    }
    this.headers = understood;
  }

  /** One range of bytes, with numbers that fit, since any number of digits is allowed. */
  private static Optional<String> one(String range) {
    Matcher bytes = ONE_OF_BYTES.matcher(range.strip());
    return bytes.matches()
        ? Optional.of("bytes=" + fitting(bytes.group(1)) + "-" + fitting(bytes.group(2)))
        : Optional.empty();
  }

  private static String fitting(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > MOST_DIGITS ? "9".repeat(MOST_DIGITS) : significant;
  }

  @Override
  public HttpFields getHeaders() {
    return headers;
  }
}
