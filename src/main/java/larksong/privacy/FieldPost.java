package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Addresses of soldiers, sailors and diplomats: a unit or a ship, and the post office that finds it
 * (<a href="https://pe.usps.com/text/pub28/28c2_010.htm">Postal Addressing Standards, 238</a>).
 */
final class FieldPost {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)((?:(?:(?:psc|cmr|omc|umr|unit)[ ]\\d{1,5}[\\s,]{1,3}(?:box[ ]\\d{1,6}[\\s,]{1,3})?"
              + "|us(?:s|ns|cgc|av|at|coast guard)?[ ](?:\\p{L}[\\p{L}\\p{M}'’.-]*[ ]?){1,3}"
              + "[\\s,]{1,3}"
              + "(?:unit[ ]\\d{1,6}[\\s,]{1,3})?)"
              + "[^\\p{L}\\p{N}]{0,6})?(?:apo|fpo|dpo)[\\s,]{1,3}"
              + "a[aep][\\s,]{1,3}\\d{5}(?:-\\d{4})?)");

  private FieldPost() {}

  static List<Found> in(TextWords words) {
    return Hits.whole(ADDRESS, words, PrivateKind.STREET);
  }
}
