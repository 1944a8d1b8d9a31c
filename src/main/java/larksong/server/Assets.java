package larksong.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;

/** The pages' style sheets, scripts and pictures, open to anyone; Plyr's are its release 3.8.4. */
final class Assets {

  private static final Map<String, String> TYPES =
      Map.of(
          "style.css", "text/css; charset=utf-8",
          "player.js", "text/javascript; charset=utf-8",
          "plyr.min.js", "text/javascript; charset=utf-8",
          "swup.min.js", "text/javascript; charset=utf-8",
          "plyr.css", "text/css; charset=utf-8",
          "plyr.svg", "image/svg+xml",
          "shelf.js", "text/javascript; charset=utf-8",
          "studio.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  void addTo(RoutesConfig routes) {
    routes.get("/assets/hue/{hue}.css", Assets::hue);
    TYPES.forEach(
        (name, type) -> {
          routes.get("/assets/" + name, context -> serve(context, name, type));
        });
  }

  /** A show's colour; the pages' policy allows no style that stands in the page. */
  private static void hue(Context context) {
    String hue = context.pathParam("hue");
    if (!hue.matches("\\d{1,3}")) {
      throw new NotFoundResponse();
    }
    context
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .contentType("text/css; charset=utf-8")
        .result(":root { --hue: " + hue + "; }\n");
  }

  static void serve(Context context, String name, String type) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Assets.class.getResourceAsStream("assets/" + name))) {
      context
          .header("Cache-Control", "public, max-age=3600")
          .contentType(type)
          .result(in.readAllBytes());
    }
  }
}
