package larksong.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Numbers of accounts, cards and persons: by their check digits where they have some, else beside a
 * word that announces them.
 */
final class AccountNumbers {

  private static final CueWords PHRASES = CueWords.read("account-words.tsv");

  private static final int AFTER = 90;

  private static final int LONGEST_IBAN = 100;

  /** What stands between the groups of an IBAN; it may go on in the next line. */
  private static final String GAP = " \u00a0\u202f\u2009./-–_\r\n";

  private static final Pattern CARD = Pattern.compile("(\\d(?:[ \\x{A0}\\x{202F}.–-]?\\d){12,18})");

  private static final Pattern IBAN = Pattern.compile("([A-Za-z]{2} ?\\d{2})");

  /** Sort codes of banks in the United Kingdom, alone or with the number of the account. */
  private static final Pattern SORT_CODE =
      Pattern.compile("(\\d{2}[-–]\\d{2}[-–]\\d{2}(?:(?:[ ,/]{1,2}|[ ]and[ ])\\d{8}\\b)?)");

  /** How a number stands behind what announces it: {@code Kontonummer (Sparkasse): 123 456}. */
  private static final String ANNOUNCED =
      "(?i)^['’]?s?[.°º]{0,2}(?:[ \\t]*[(\\[][^()\\[\\]\\n]{1,30}[)\\]])?"
          + "(?:[ \\t]*(?:number|no\\.?|nr\\.?|n[°º.]{0,2}|num\\.?|nummer|numéro|numero|número"
          + "|code|id|is|was|ist|lautet|est|es|è|é|"
          + "for|für|pour|para|per|voor|von|de|di|van|do|da|del|of|the|my|with|mit|avec|con|met"
          + "|com|ending in|[:=#–-])){0,5}[ \\t]*(?:\\n[ \\t]*)?";

  private static final Pattern NUMBER =
      Pattern.compile(
          ANNOUNCED
              + "([A-Za-z]{0,4}\\d(?:[ \\x{A0}.,/–-]{0,2}\\d){3,24}(?:[ "
              + "-]?[A-Za-z0-9])?)(?:[^\\p{L}\\p{N}]|$)");

  private static final String CODE_GROUP = "(?:[A-Z]{1,6}[ .-])?[A-Z]{0,8}\\d[A-Z0-9]*";

  private static final Pattern CODE =
      Pattern.compile(
          ANNOUNCED
              + "(?-i:("
              + CODE_GROUP
              + "(?:[ ./-]"
              + CODE_GROUP
              + "){0,8}(?:[ -][A-Z])?))(?:[^\\p{L}\\p{N}]|$)");

  private static final Pattern AMOUNT = Pattern.compile("\\d{1,3}(?:[ \\x{A0}\\x{202F}.]\\d{3})+");

  private static final Pattern BIC =
      Pattern.compile(
          ANNOUNCED
              + "([A-Za-z]{4} ?[A-Za-z]{2} ?[A-Za-z0-9]{2} ?(?:[A-Za-z0-9]{3})?)(?:[^\\p{L}\\p{N}]"
              + "|$)");

  private AccountNumbers() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    List<CueWords.Hit> hits = PHRASES.in(words);
    String text = words.text();
    found.addAll(
        Hits.of(
            CARD,
            words,
            PrivateKind.ACCOUNT,
            (from, to) ->
                words.freeBefore(from)
                    && words.freeAfter(to)
                    && CheckDigits.isCard(text.substring(from, to))));
    found.addAll(ibans(words));
    found.addAll(
        Hits.of(
            SORT_CODE,
            words,
            PrivateKind.ACCOUNT,
            (from, to) ->
                words.freeBefore(from)
                    && words.freeAfter(to)
                    && CheckDigits.isNoDate(text.substring(from, to))));
    found.addAll(PersonNumbers.in(words));
    for (CueWords.Hit hit : hits) {
      beside(words, hit).ifPresent(found::add);
    }
    return found;
  }

  private static List<Found> ibans(TextWords words) {
    List<Found> found = new ArrayList<>();
    for (Found head :
        Hits.of(IBAN, words, PrivateKind.ACCOUNT, (from, to) -> words.freeBefore(from))) {
      String text = words.text();
      int left = CheckDigits.ibanLength(text.substring(head.start(), head.start() + 2));
      int end = head.start();
      while (left > 0 && end < text.length() && end - head.start() < LONGEST_IBAN) {
        boolean part = Character.isLetterOrDigit(text.charAt(end));
        if (!part && GAP.indexOf(text.charAt(end)) < 0) {
          break;
        }
        left -= part ? 1 : 0;
        end++;
      }
      if (left == 0
          && end > head.start()
          && words.freeAfter(end)
          && CheckDigits.isIban(text.substring(head.start(), end))) {
        found.add(new Found(head.start(), end, PrivateKind.ACCOUNT));
      }
    }
    return found;
  }

  private static Optional<Found> beside(TextWords words, CueWords.Hit hit) {
    String rest = words.after(hit.end(), AFTER);
    return switch (hit.what()) {
      case "account" ->
          longer(
              place(NUMBER, rest, hit, value -> digits(value) >= 5 && !isAmount(value)),
              place(CODE, rest, hit, value -> digits(value) >= 6));
      case "card" -> place(NUMBER, rest, hit, value -> digits(value) >= 12 && digits(value) <= 19);
      case "bic" -> place(BIC, rest, hit, value -> value.equals(value.toUpperCase(Locale.ROOT)));
      case "passport" ->
          longer(
              place(NUMBER, rest, hit, value -> digits(value) >= 6 && !isAmount(value)),
              place(CODE, rest, hit, value -> isCode(value) && digits(value) >= 4));
      case "person" ->
          longer(
              place(NUMBER, rest, hit, value -> digits(value) >= 6 && !isAmount(value)),
              place(CODE, rest, hit, value -> isCode(value) && digits(value) >= 5));
      default -> Optional.empty();
    };
  }

  private static Optional<Found> longer(Optional<Found> one, Optional<Found> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.comparingInt(Found::end));
  }

  private static boolean isCode(String value) {
    return value.equals(value.toUpperCase(Locale.ROOT)) && value.length() >= 6;
  }

  private static boolean isAmount(String value) {
    return Values.isFigure(value) || (digits(value) < 9 && AMOUNT.matches(value));
  }

  private static long digits(String value) {
    return value.chars().filter(Character::isDigit).count();
  }

  private static Optional<Found> place(
      Pattern pattern, String rest, CueWords.Hit hit, Predicate<String> holds) {
    Matcher matcher = pattern.matcher(rest);
    return matcher.find() && holds.test(matcher.group(1))
        ? Optional.of(
            new Found(
                hit.end() + matcher.start(1), hit.end() + matcher.end(1), PrivateKind.ACCOUNT))
        : Optional.empty();
  }
}
