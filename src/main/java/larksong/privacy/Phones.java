package larksong.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Phone numbers as they are written where the seven languages are spoken.
 *
 * <p>The numbering plans are those of <a href="https://github.com/google/libphonenumber">
 * libphonenumber</a>; numbers for fiction, which no plan gives to anybody, count by their groups.
 */
final class Phones {

  private record Group(int start, int end, String digits) {}

  private static final CueWords PHRASES = CueWords.read("phone-words.tsv");

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  private static final String GAP =
      "[ \\t\\x{A0}\\x{202F}\\x{2009}\\x{2010}-\\x{2014}()\\[\\]./·-]";

  private static final Pattern RUN =
      Pattern.compile("([+＋]?[(\\[]{0,2}\\+?\\d(?:" + GAP + "{0,4}\\d){4,24})");

  private static final Pattern DIGITS = Pattern.compile("(\\d+)");

  private static final Pattern EXTENSION =
      Pattern.compile(
          "(?i)^([ \\t,;/-]{0,3}(?:extension|ext\\.?|extn\\.?|x|poste|int\\.?|interno|anexo"
              + "|extensión|extensão|ramal|toestel|tst\\.?"
              + "|durchwahl|dw|app\\.?|apparat|#|;ext=)[ .:]{0,2}\\d{1,6})(?:[^\\p{L}\\p{N}]|$)");

  private static final Pattern WORDED =
      Pattern.compile(
          "((?:\\+?1[ .-])?[(]?8(?:00|33|44|55|66|77|88)[)]?[ .-][A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)");

  private static final Pattern THOUSANDS =
      Pattern.compile(
          "[1-9]\\d{0,2}(?:(?: \\d{3})+|(?:\\x{A0}\\d{3})+|(?:\\x{202F}\\d{3})+|(?:\\.\\d{3})+)");

  private static final Pattern FOUR_BYTES = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  /** {@code Boston, MA 02110-1301}. */
  private static final Pattern POSTCODE = Pattern.compile("(?s).*[A-Z]{2}\\s{1,4}\\d{5}-\\d{4}");

  private static final Pattern DATE =
      Pattern.compile(
          ".*(?:(?:19|20)\\d{2}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./ ]\\d{1,2}[-./ ](?:19"
              + "|20)\\d{2}).*"
              + "|\\d{1,2}\\.\\d{2} ?[-–—] ?\\d{1,2}\\.\\d{2}|[12]\\d{3} ?[-–—/] ?[12]\\d{3}");

  private static final List<String> REGIONS =
      List.of(
          "US", "GB", "IE", "AU", "DE", "AT", "CH", "FR", "BE", "ES", "MX", "IT", "NL", "PT", "BR");

  /** The line or the clause ends, and no colon leads over to the next: {@code Phone:\n4512}. */
  private static final Pattern PARTED = Pattern.compile(";|[^:\\s]\\s*\\n|^\\s*\\n");

  /** {@code 451 2233 office}, {@code 020-7946-0018 (mobile)}, as signatures have it. */
  private static final Pattern TOLD_BEHIND =
      Pattern.compile(
          "(?i)^(?:x\\d{1,6})?[ \\t]{0,2}[-–,(\\[]?[ \\t]?"
              + "(?:office|fax|mobile|cell|home|work|desk|phone"
              + "|tel|telephone|landline|handy|mobil|festnetz|privat|portable|móvil|fijo|cellulare"
              + "|mobiel|telemóvel|celular)[ \\t]{0,2}(?:[)\\],;.|/]|\\n|\\\\|$)");

  private static final int NEAR = 45;
  private static final int NEAR_TO_OTHER = 25;
  private static final int MOST_DIGITS = 15;

  private Phones() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    List<CueWords.Hit> hits = PHRASES.in(words);
    int next = 0;
    for (Found run :
        Hits.of(
            RUN,
            words,
            PrivateKind.PHONE,
            (from, to) -> words.freeBefore(from) && notWithin(words.text(), from))) {
      while (next < hits.size() && hits.get(next).end() <= run.start()) {
        next++;
      }
      String word = next == 0 ? "" : word(words.text(), hits, next - 1, run.start());
      phone(words, run, word).ifPresent(found::add);
    }
    found.addAll(
        Hits.of(
            WORDED,
            words,
            PrivateKind.PHONE,
            (from, to) -> words.freeBefore(from) && words.freeAfter(to) && to - from >= 10));
    return found;
  }

  /** Amounts and decimals go on to the left. */
  private static boolean notWithin(String text, int start) {
    if (start == 0) {
      return true;
    }
    char before = text.charAt(start - 1);
    boolean number = start > 1 && Character.isDigit(text.charAt(start - 2));
    return "€$£¥#§@=_".indexOf(before) < 0 && !(number && ".,:'’".indexOf(before) >= 0);
  }

  private static String word(String text, List<CueWords.Hit> hits, int last, int start) {
    CueWords.Hit hit = hits.get(last);
    boolean near =
        start - hit.end() <= NEAR && !PARTED.matcher(text.substring(hit.end(), start)).find();
    boolean next = start - hit.end() <= 8;
    boolean call = hit.what().equals("call");
    if (near && call && last > 0 && isOf(hit, hits.get(last - 1))) {
      return "none";
    }
    boolean other = hit.what().equals("none") && start - hit.end() > NEAR_TO_OTHER;
    return !near || other ? "" : next && call ? "phone" : hit.what();
  }

  /** {@code ordine numero 3471902} is the order's number. */
  private static boolean isOf(CueWords.Hit number, CueWords.Hit before) {
    return before.what().equals("none") && number.start() - before.end() < 2;
  }

  private static Optional<Found> phone(TextWords words, Found run, String word) {
    List<Group> groups = groups(words.text(), run);
    if (word.equals("none") && !words.text().startsWith("+", run.start())) {
      return Optional.empty();
    }
    for (int from = 0; from < Math.min(3, groups.size()); from++) {
      for (int to = groups.size(); to > from && to > groups.size() - 4; to--) {
        if (isPhone(words, run, groups, from, to, word)) {
          int start = from == 0 ? run.start() : groups.get(from).start();
          int end = groups.get(to - 1).end();
          return Optional.of(
              new Found(opened(words.text(), start), extended(words, end), PrivateKind.PHONE));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Group> groups(String text, Found run) {
    List<Group> groups = new ArrayList<>();
    Matcher digits = DIGITS.matcher(text.substring(run.start(), run.end()));
    while (digits.find()) {
      groups.add(
          new Group(run.start() + digits.start(), run.start() + digits.end(), digits.group(1)));
    }
    return groups;
  }

  private static int opened(String text, int start) {
    return start > 0 && "+(".indexOf(text.charAt(start - 1)) >= 0 ? start - 1 : start;
  }

  private static int extended(TextWords words, int end) {
    Matcher extension = EXTENSION.matcher(words.after(end, 24));
    return extension.find() ? end + extension.end(1) : end;
  }

  private static boolean isPhone(
      TextWords words, Found run, List<Group> all, int from, int to, String word) {
    String text = words.text();
    List<Group> groups = all.subList(from, to);
    int start = from == 0 ? run.start() : groups.get(0).start();
    int end = groups.get(groups.size() - 1).end();
    boolean cut =
        (from > 0 && !text.substring(all.get(from - 1).end(), start).isBlank())
            || (to < all.size() && !text.substring(end, all.get(to).start()).isBlank());
    String written = text.substring(start, end);
    String digits = groups.stream().map(Group::digits).collect(Collectors.joining());
    if (cut
        || digits.length() > MOST_DIGITS
        || DATE.matches(written)
        || FOUR_BYTES.matches(written)
        || (written.indexOf('(') > 0 && !written.contains(")"))
        || POSTCODE.matches(words.before(start, 6) + written)
        || !endsWell(words, end)) {
      return false;
    }
    boolean thousands = THOUSANDS.matches(written);
    if (from == 0 && digits.length() >= 7 && TOLD_BEHIND.matcher(words.after(end, 24)).find()) {
      return true;
    }
    if (word.equals("phone")
        && from == 0
        && (!thousands || digits.length() >= 9)
        && !PhoneGroups.countsThings(words.after(end, 24))) {
      return digits.length() >= 6;
    }
    if ((word.equals("call") && from == 0 && !thousands && groups.size() > 1)
        || written.contains("+")) {
      return (!written.contains("+") && digits.length() >= 6)
          || (digits.length() >= 9 && !thousands)
          || (digits.length() >= 7 && isInternational(digits));
    }
    if (word.equals("call") && from == 0 && groups.size() == 1 && digits.length() >= 9) {
      return REGIONS.stream().anyMatch(region -> isGiven(digits, region));
    }
    return (groups.get(0).digits().startsWith("00")
            && digits.length() >= 11
            && isInternational(digits.substring(2)))
        || PhoneGroups.have(groups.stream().map(Group::digits).toList(), written)
        || (isNational(words, groups, digits, end) && !(thousands && written.contains(".")));
  }

  private static boolean endsWell(TextWords words, int end) {
    String after = words.after(end, 3);
    boolean free = words.freeAfter(end) || EXTENSION.matcher(words.after(end, 24)).find();
    boolean goesOn =
        after.length() > 1
            && ",:'’.".indexOf(after.charAt(0)) >= 0
            && Character.isDigit(after.charAt(1));
    return free && !goesOn && after.chars().limit(2).noneMatch(one -> "€$£%°".indexOf(one) >= 0);
  }

  private static boolean isInternational(String digits) {
    return plan("+" + digits.replaceFirst("^(\\d{1,3}?)0(?=\\d{8})", "$1"), "ZZ")
        || plan("+" + digits, "ZZ");
  }

  private static boolean plan(String number, String region) {
    try {
      return PLANS.isPossibleNumber(PLANS.parse(number, region));
    } catch (NumberParseException none) {
      return false;
    }
  }

  private static boolean isGiven(String digits, String region) {
    try {
      return PLANS.isValidNumberForRegion(PLANS.parse(digits, region), region);
    } catch (NumberParseException none) {
      return false;
    }
  }

  /** Where no zero precedes a number, its plan must give it to somebody. */
  private static boolean isNational(TextWords words, List<Group> groups, String digits, int end) {
    String lengths =
        groups.stream().map(one -> "" + one.digits().length()).collect(Collectors.joining("-"));
    Predicate<String> given = region -> isGiven(digits, region);
    boolean counted = PhoneGroups.countsThings(words.after(end, 24));
    return switch (lengths) {
      case "3-3-3" -> !counted && (given.test("ES") || given.test("PT"));
      case "3-2-2-2", "2-3-2-2", "2-3-4", "3-6" -> given.test("ES") || given.test("PT");
      case "3-7", "3-4-3", "3-2-2-3" -> given.test("IT");
      case "2-4-4" -> given.test("MX") || given.test("BR");
      default -> false;
    };
  }
}
