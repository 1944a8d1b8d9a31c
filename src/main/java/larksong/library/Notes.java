package larksong.library;

import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;

/** What others write about their recordings, as pages and feeds may show it. */
public final class Notes {

  private static final Safelist ALLOWED =
      Safelist.none()
          .addTags("p", "a", "ul", "li")
          .addAttributes("a", "href")
          .addProtocols("a", "href", "http", "https");

  private Notes() {}

  /** Nothing but paragraphs, lists and links; a text without any becomes a paragraph. */
  public static String html(String written) {
    String clean = Jsoup.clean(written, ALLOWED);
    return clean.contains("<p>") || clean.isBlank() ? clean : "<p>" + clean + "</p>";
  }

  /** The words alone. */
  public static String text(String written) {
    return Jsoup.parse(written).text();
  }
}
