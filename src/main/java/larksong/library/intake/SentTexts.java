package larksong.library.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import larksong.library.intake.Finishing.UnfitException;

/** What texts and addresses others may send, so that every page and feed can hold them. */
public final class SentTexts {

  /** The longest of all texts, the notes of an episode. */
  private static final int LONGEST = 100_000;

  /** As long as browsers and servers take them everywhere (RFC 9110 §4.1 asks for 8000). */
  private static final int LONGEST_ADDRESS = 2_000;

  private SentTexts() {}

  /**
   * Refuses a text, at any depth, that is too long or has characters that XML cannot hold or that
   * are no text.
   */
  public static void check(JsonNode sent) throws UnfitException {
    check("text", sent);
  }

  private static void check(String name, JsonNode sent) throws UnfitException {
    if (sent.isTextual()) {
      check(name, sent.textValue());
    }
    for (JsonNode element : sent.isArray() ? sent : List.<JsonNode>of()) {
      check(name, element);
    }
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      check("name", field.getKey());
      check(field.getKey(), field.getValue());
    }
  }

  private static void check(String name, String text) throws UnfitException {
    if (text.length() > LONGEST) {
      throw new UnfitException(
          "Expected '"
              + shown(name)
              + "' with at most "
              + LONGEST
              + " characters but was "
              + text.length()
              + ".");
    }
    OptionalInt odd = text.codePoints().filter(SentTexts::isOdd).findFirst();
    if (odd.isPresent()) {
      throw new UnfitException(
          String.format(
              Locale.ROOT,
              "Expected '%s' without control characters but it has U+%04X.",
              shown(name),
              odd.getAsInt()));
    }
  }

  /** Names of fields are the sender's words too. */
  private static String shown(String name) {
    return name.matches("[A-Za-z_]{1,40}") ? name : "text";
  }

  /** No character of XML 1.0 (§2.2), or a control character other than those of white space. */
  private static boolean isOdd(int point) {
    boolean white = point == '\t' || point == '\n' || point == '\r';
    return (Character.isISOControl(point) && !white)
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
        || point == 0xfffe
        || point == 0xffff;
  }

  /** Whether it leads to a page on the web, and nowhere else. */
  public static boolean isWebAddress(String address) {
    if (address.length() > LONGEST_ADDRESS || address.codePoints().anyMatch(SentTexts::isOdd)) {
      return false;
    }
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getRawAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
