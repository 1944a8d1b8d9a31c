package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Mail addresses (<a href="https://www.rfc-editor.org/rfc/rfc6531">RFC 6531</a>: letters of any
 * script), also those that hide the sign: {@code ada [at] example [dot] org}.
 */
final class Mails {

  private static final String LABEL =
      "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}])?";
  private static final String LOCAL =
      "(?:[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}._%+'&=~-]*[\\p{L}\\p{M}\\p{N}_+-])?|\"[^\"@\\n]{1,"
          + "64}\")";
  private static final String ANY_LOCAL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._%+-]*[\\p{L}\\p{N}])?";

  private static final Pattern PLAIN =
      Pattern.compile(
          "("
              + LOCAL
              + "[@＠](?:"
              + LABEL
              + "(?:\\."
              + LABEL
              + ")*\\.\\p{L}[\\p{L}\\p{M}\\p{N}-]*[\\p{L}\\p{M}\\p{N}]|\\[[0-9A-Fa-f:.]{3,45"
              + "}\\]))");

  private static final String AT =
      "[ \\t]*(?:[\\[({<][ \\t]*(?:@|at|ät|arroba|arobase|chiocciola|apenstaartje)[ \\t]*[\\])}>]"
          + "|[ \\t]@[ \\t])[ \\t]*";
  private static final String DOT =
      "(?:[ \\t]*[\\[({<][ \\t]*(?:\\.|dot|punkt|point|punto|punt|ponto)[ \\t]*[\\])}>][ \\t]*"
          + "|[ \\t]+(?:dot|punkt|point|punto|punt|ponto)[ \\t]+|\\.)";

  private static final Pattern HIDDEN =
      Pattern.compile(
          "(?i)(" + ANY_LOCAL + "(?:" + DOT + ANY_LOCAL + "){0,3}" + AT + LABEL + "(?:" + DOT
              + LABEL + ")+)");

  /** Domains in which people have their mail, where only words tell a domain from other words. */
  private static final String TOP =
      "(?:com|org|net|edu|gov|info|biz|eu|io|me|co|app|dev|example|test|uk|ie|us|ca|au|nz|de|at|ch"
          + "|li|lu|fr|be|es|mx|ar|cl|it|nl|pt|br|se|no|dk|fi|pl)";

  private static final Pattern SPELLED =
      Pattern.compile(
          "(?i)("
              + ANY_LOCAL
              + "(?: (?:dot|punkt|point|punto|punt|ponto) "
              + ANY_LOCAL
              + "){0,2} (?:at|ät|arroba|arobase|chiocciola|apenstaartje) "
              + LABEL
              + "(?: (?:dot|punkt|point|punto|punt|ponto) "
              + LABEL
              + "){0,2} (?:dot|punkt|point|punto|punt|ponto) "
              + TOP
              + ")");

  private Mails() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>(Hits.whole(PLAIN, words, PrivateKind.MAIL));
    found.addAll(Hits.whole(HIDDEN, words, PrivateKind.MAIL));
    found.addAll(Hits.whole(SPELLED, words, PrivateKind.MAIL));
    return found;
  }
}
