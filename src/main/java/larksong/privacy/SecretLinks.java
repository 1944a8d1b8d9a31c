package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** What lets somebody in by its form alone: in addresses, in headers, and whole private keys. */
final class SecretLinks {

  /** RFC 3986 §3.2.1: who signs in stands before the host. */
  private static final Pattern USER =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]{0,20}:\\\\?/\\\\?/([^\\s/?#@\"'<>]{1,200}(?:@[^\\s/?#@\"'<>]{1,"
              + "60})?)@[\\p{L}\\p{N}\\[{$]");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)[?&#;](?:[a-z0-9_.-]{0,30}(?:token|secret|passw(?:or)?d|passcode|signature"
              + "|api_?-?key|access_?-?key"
              + "|credential|session_?-?id|auth_?-?key|private_?-?key|license_?-?key"
              + "|security_?-?code)"
              + "|key|sig|auth|code|pwd|pw|pass|sid|jwt|otp|pin|hash|hmac|ticket|tk|apikey|authkey"
              + "|invite|s|t|k"
              + "|kennwort|passwort|contrase%C3%B1a|clave|senha|wachtwoord|mdp)=([^\\s&#;\"'<>"
              + "|)\\]}]{4,})");

  /** RFC 9110 §11.4, RFC 6750, RFC 7617, and headers that services name alike. */
  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)\\b(?:authorization|proxy-authorization)[\"']?[ \\t]{0,5}[:=][ \\t]{0,5}[\"']?"
              + "(?:(?:basic|bearer|digest|token|api-?token|api-?key|negotiate|hmac|aws4[a-z0-9-]*"
              + "|key|oauth)[ \\t=:]{1,5})?"
              + "([^\\s\"'<>,;\\\\]{6,})");

  private static final Pattern COOKIE =
      Pattern.compile("(?i)\\b(?:set-)?cookie[\"']?:[ \\t]{0,5}([^\\s\"'<>][^\\n\"'<>]{3,})");

  private static final Pattern BEARER =
      Pattern.compile("(?i)\\b(?:bearer|basic)[ \\t:]{1,3}[\"'`]?([A-Za-z0-9._~+/=-]{6,})");

  /** {@code curl -u name:password}, as its manual has it. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?:^|[\\s(`])(?:-u|--user|--proxy-user|-U)(?:=|[ \\t]{0,5})((?:\"[^\"\\n]{0,100}\""
              + "|'[^'\\n]{0,100}'|[^\\s\"':]{0,100})"
              + "(?::(?:\"[^\"\\n]{1,100}\"|'[^'\\n]{1,100}'|[^\\s\"']{1,100}))?)");

  /** RFC 7519: three parts, the first two of them JSON. */
  private static final Pattern JSON_TOKEN =
      Pattern.compile(
          "((?:eyJ|ewog|ZXlK)[A-Za-z0-9_=-]{6,}(?:\\.[A-Za-z0-9_/=-]{4,}){1,4}"
              + "|ZXlK[A-Za-z0-9+/_-]{60,}={0,2})");

  /** RFC 7468, also with its lines folded into one, and the same content without its frame. */
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=:,. "
              + "\\t\\r\\n\\\\-]*?-----END[ A-Z0-9_-]{0,60}KEY(?: BLOCK)?-----|[A-Za-z0-9+/=:,"
              + ".\\s\\\\-]*)"
              + "|\\bMI[IG][A-Z][A-Za-z0-9+/]{60,}={0,2}"
              + "|PuTTY-User-Key-File-[0-9](?:.*\\n){1,12}Private-Lines:[ "
              + "0-9]+(?:\\s+[A-Za-z0-9+/=]{20,})*)");

  /** What the square beside a router holds (ZXing, Barcode Contents). */
  private static final Pattern NETWORK =
      Pattern.compile("(WIFI:(?:[A-Z0-9]{1,4}:[^;\\n]{0,100};){1,8};?)");

  private SecretLinks() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    String text = words.text();
    if (text.contains("@")) {
      found.addAll(
          Hits.of(USER, words, PrivateKind.SECRET, (from, to) -> !isBlank(text, from, to)));
    }
    found.addAll(
        Hits.of(PARAMETER, words, PrivateKind.SECRET, (from, to) -> isValue(text, from, to)));
    found.addAll(
        Hits.of(HEADER, words, PrivateKind.SECRET, (from, to) -> !isBlank(text, from, to)));
    found.addAll(
        Hits.of(COOKIE, words, PrivateKind.SECRET, (from, to) -> text.indexOf('=', from) < to));
    found.addAll(Hits.of(BEARER, words, PrivateKind.SECRET, (from, to) -> isMixed(text, from, to)));
    found.addAll(Hits.of(OPTION, words, PrivateKind.SECRET, (from, to) -> isPair(text, from, to)));
    found.addAll(
        Hits.of(JSON_TOKEN, words, PrivateKind.SECRET, (from, to) -> words.freeBefore(from)));
    found.addAll(Hits.of(NETWORK, words, PrivateKind.SECRET, (from, to) -> true));
    found.addAll(Hits.of(PRIVATE_KEY, words, PrivateKind.SECRET, (from, to) -> true));
    return found;
  }

  private static boolean isBlank(String text, int from, int to) {
    return Values.isBlank(text.substring(from, to));
  }

  private static boolean isValue(String text, int from, int to) {
    String value = text.substring(from, to);
    return !Values.isBlank(value) && Values.isMixed(value);
  }

  private static boolean isMixed(String text, int from, int to) {
    return Values.isMixed(text.substring(from, to));
  }

  private static boolean isPair(String text, int from, int to) {
    String value = text.substring(from, to).replaceAll("[\"']", "");
    int colon = value.indexOf(':');
    return colon >= 0
        && value.length() > 4
        && !Values.isBlank(value)
        && (colon == value.length() - 1 || !Values.isBlank(value.substring(colon + 1)));
  }
}
