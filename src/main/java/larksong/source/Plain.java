package larksong.source;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Turns what a source contains into plain words that a listener could be told. */
public final class Plain {

  /** Of a longer piece of HTML nobody is told the end; it may begin with a picture's bytes. */
  private static final int LONGEST_HTML = 1 << 18;

  /** Deeper tags hold nothing that could be seen; some parsing takes the square of their depth. */
  private static final int DEEPEST = 100;

  private Plain() {}

  /** Styles that hide words from a reader, though not from a program. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "(?i)display:none|visibility:hidden|opacity:0(?![.\\d])|font-size:0(?![.\\d])"
              + "|(?<![-\\w])color:(?:#fff(?:fff)?\\b|white|transparent|rgba?\\(255,255,255)");

  /** What stands on lines of its own. */
  private static final String BLOCKS =
      "p,div,li,dt,dd,tr,td,th,h1,h2,h3,h4,h5,h6,blockquote,pre,section,article,figcaption";

  /** Between two of them; of Unicode's private use, so that no text has it. */
  private static final String BETWEEN = "\uE00F";

  private static final Pattern BREAK = Pattern.compile(BETWEEN);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)\\b(?:https?://|www\\.)(?:www\\.)?([^\\s/?#\"'<>()\\[\\]]+)[^\\s\"'<>()\\[\\]]*");

  /**
   * One line of at most {@code longest} characters, without what cannot be heard: hidden
   * characters, brackets, marks of markup, and of an address all but the host.
   */
  public static String line(String text, int longest) {
    String clean =
        ADDRESS
            .matcher(text)
            .replaceAll("$1")
            .replaceAll("[\\[\\]{}*`]|__|^#+ |<(?=[/a-zA-Z])", " ")
            .replaceAll("\\p{Cf}+", "")
            .replaceAll("[\\p{Cc}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+", " ")
            .replaceAll("[\\s\\u00a0]+", " ")
            .trim();
    return cut(clean, longest);
  }

  /** The visible words of a piece of HTML, on one line. */
  public static String html(String html, int longest) {
    return html.indexOf('<') < 0 && html.indexOf('&') < 0
        ? line(html, longest)
        : line(String.join(" ", paragraphs(html)), longest);
  }

  /** As much of a piece of HTML as is read. */
  static String beginning(String html) {
    return html.substring(0, Math.min(html.length(), LONGEST_HTML));
  }

  /** The visible words of each paragraph, heading, item and cell of a piece of HTML. */
  static List<String> paragraphs(String html) {
    Element body = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(beginning(html), "").body();
    body.select("script,style,template,noscript,[hidden],[aria-hidden=true]").remove();
    for (Element element : body.select("[style]")) {
      if (UNSEEN.matcher(element.attr("style").replaceAll("\\s", "")).find()) {
        element.remove();
      }
    }
    body.select(BLOCKS).forEach(block -> block.before(BETWEEN).after(BETWEEN));
    body.select("br").forEach(line -> line.after(" "));
    return BREAK
        .splitAsStream(body.text())
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Cuts at the last end of a sentence that fits, else at the last word. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    String head = text.substring(0, longest);
    int sentence =
        Math.max(head.lastIndexOf(". "), Math.max(head.lastIndexOf("! "), head.lastIndexOf("? ")));
    if (sentence > longest / 3) {
      return head.substring(0, sentence + 1);
    }
    int word = head.lastIndexOf(' ');
    return word > 0 ? head.substring(0, word) : head;
  }
}
