package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.stream.Collectors;

/** Whether digits are grouped as a country's phone numbers are and nothing else is. */
final class PhoneGroups {

  /** North America, with or without its country code (https://nationalnanpa.com). */
  private static final Pattern NORTH_AMERICA =
      Pattern.compile(
          "(?:1[ .·-])?(?:[1-9]\\d{2}[-.][1-9]\\d{2}[-.]\\d{4}|[2-9]\\d{2}[^\\d]{1,"
              + "3}[2-9]\\d{2}[^\\d]{1,3}\\d{4})");

  private static final Pattern NORTH_AMERICA_IN_BRACKETS =
      Pattern.compile("(?:1[ .-]?)?[(\\[][2-9]\\d{2}[)\\]][ .-]{0,3}[2-9]\\d{2}[ .-]{0,3}\\d{4}");

  /** The exchange that is kept for films and examples. */
  private static final Pattern FICTION = Pattern.compile("555-\\d{4}|1-555-\\d{4}");

  /** France, and where numbers go in pairs as there. */
  private static final Pattern PAIRS =
      Pattern.compile("0[1-9](?:-\\d{2}){4}|0-8\\d{2}-\\d{3}-\\d{3}");

  /** A trunk zero and an area or network, then the number in up to four groups. */
  private static final Pattern TRUNK = Pattern.compile("0[1-9]\\d{0,4}(?:-\\d{1,8}){1,5}");

  private static final Pattern ONE_GROUP = Pattern.compile("0[1-9]\\d{8,9}");

  private static final Pattern BRAZIL =
      Pattern.compile("(?:55[ -]?)?[(]?[1-9]\\d[)]?[ -]{1,2}9?\\d{4}-\\d{4}");

  private static final Pattern AUSTRALIA = Pattern.compile("1[38]00-\\d{3}-\\d{3}");

  private static final Pattern COUNTED =
      Pattern.compile(
          "(?i)^[ \\x{A0}](?:people|persons|users|votes|views|times|euros?|eur|usd|gbp|chf"
              + "|dollars?|pounds?|francs?|inhabitants|copies|km|miles|kg|tons?|tonnes"
              + "|menschen|einwohner|stimmen|nutzer|mal|stück|personen|personnes|habitants|voix"
              + "|fois|utilisateurs|exemplaires|personas|habitantes|votos|veces|usuarios"
              + "|persone|abitanti|voti|volte|utenti|copie|mensen|inwoners|stemmen|keer|gebruikers"
              + "|pessoas|vezes|utilizadores|de|d['’]|million|millionen|m[²³])(?:[^\\p{L}]|$)");

  private PhoneGroups() {}

  static boolean have(List<String> groups, String written) {
    String lengths = groups.stream().collect(Collectors.joining("-"));
    return NORTH_AMERICA.matches(written)
        || NORTH_AMERICA_IN_BRACKETS.matches(written)
        || FICTION.matches(lengths)
        || PAIRS.matches(lengths)
        || ONE_GROUP.matches(lengths)
        || BRAZIL.matches(written)
        || AUSTRALIA.matches(lengths)
        || (TRUNK.matches(lengths) && isTrunk(groups, written));
  }

  /** No date ({@code 01 02 2026}), no time ({@code 09.00 - 17.00}). */
  private static boolean isTrunk(List<String> groups, String written) {
    int digits = groups.stream().mapToInt(String::length).sum();
    boolean pairs = groups.stream().allMatch(group -> group.length() <= 2);
    boolean date = groups.get(0).length() == 2 && groups.get(1).length() <= 2;
    boolean sure = written.contains("/") || written.contains("(");
    return !pairs && !date && digits <= 13 && digits >= (sure ? 8 : 9);
  }

  /** {@code 612 345 678 votes} is an amount, though it could be somebody's number. */
  static boolean countsThings(String after) {
    return COUNTED.matcher(after).find();
  }
}
