package larksong.spoken;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads words that mix alphabets as they look: a Cyrillic {@code а} among Latin letters is an
 * {@code a} (Unicode Technical Standard 39, mixed-script confusables).
 */
final class Lookalikes {

  private static final String SEEN =
      "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb"
          + "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408"
          + "\u0405\u03b1\u03bf\u03b9\u03bd\u03c1\u03c5\u0391\u0392\u0395\u0397\u0399\u039a\u039c"
          + "\u039d\u039f\u03a1\u03a4\u03a7\u0396";

  private static final String MEANT =
      "aeopcyxijsdqwh" + "ABEKMHOPCTYXIJ" + "Saoivpu" + "ABEHIKM" + "NOPTXZ";

  /** A run of letters of both kinds. */
  private static final Pattern MIXED =
      Pattern.compile(
          "(?=[\\p{IsCyrillic}\\p{IsGreek}]{0,64}\\p{IsLatin})"
              + "(?=\\p{IsLatin}{0,64}[\\p{IsCyrillic}\\p{IsGreek}])"
              + "\\p{L}{2,64}");

  private Lookalikes() {}

  /** Without what cannot be seen at all, too. */
  static String plain(String text) {
    return MIXED
        .matcher(text.replaceAll("\\p{Cf}+", ""))
        .replaceAll(match -> Matcher.quoteReplacement(read(match.group())));
  }

  private static String read(String word) {
    StringBuilder read = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      int at = SEEN.indexOf(letter);
      read.append(at < 0 ? letter : MEANT.charAt(at));
    }
    return read.toString();
  }
}
