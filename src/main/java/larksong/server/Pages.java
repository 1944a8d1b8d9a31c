package larksong.server;

import com.samskivert.mustache.Mustache;
import io.javalin.http.Context;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Renders the pages from their templates; every text is escaped, nothing comes from elsewhere. */
final class Pages {

  private static final Mustache.Compiler TEMPLATES =
      Mustache.compiler()
          .escapeHTML(true)
          .defaultValue("")
          .emptyStringIsFalse(true)
          .withLoader(Pages::template);

  private Pages() {}

  /** Answers with a page. */
  static void show(Context context, int status, String page, Map<String, ?> words) {
    Map<String, Object> all = new HashMap<>(words);
    all.putIfAbsent("root", "/");
    String html = TEMPLATES.loadTemplate(page).execute(all);
    context
        .status(status)
        .header(
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; media-src 'self'; script-src 'self';"
                + " connect-src 'self'; style-src 'self'; worker-src 'self'; manifest-src 'self';"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
        .html(html);
  }

  private static Reader template(String name) {
    return new InputStreamReader(
        Objects.requireNonNull(Pages.class.getResourceAsStream("pages/" + name + ".html"), name),
        StandardCharsets.UTF_8);
  }
}
