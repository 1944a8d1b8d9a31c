package larksong.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Whether the digits of a number agree with each other, each by its own rule. */
final class CheckDigits {

  /** Lengths by country, of the registry that SWIFT keeps for ISO 13616. */
  private static final Map<String, Integer> IBAN_LENGTHS = new TreeMap<>();

  static {
    String registry =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
            + "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27"
            + " GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
            + "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24"
            + " ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 "
            + "RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27"
            + " SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
            // not in the registry, but in use
            + " AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 HN28 IR26 KM27 MA28 "
            + "MG27 ML28 MZ25 NE28 SN28 TD27 TG28";
    for (String one : registry.split(" ", -1)) {
      IBAN_LENGTHS.put(one.substring(0, 2), Integer.valueOf(one.substring(2)));
    }
  }

  private CheckDigits() {}

  /** ISO/IEC 7812: 13 to 19 digits, the last by Luhn; a book's number is none. */
  static boolean isCard(String written) {
    String digits = digits(written);
    boolean grouped = digits.length() < written.length();
    return (!grouped || isGrouped(written))
        && digits.length() >= 13
        && digits.length() <= 19
        && "123456".indexOf(digits.charAt(0)) >= 0
        && (grouped || digits.length() >= 14 || digits.startsWith("4"))
        && luhn(digits)
        && digits.chars().distinct().count() > 1;
  }

  /** In groups of at least three, with one sign between them. */
  private static boolean isGrouped(String written) {
    String[] groups = written.split("\\D", -1);
    boolean isLong = Arrays.stream(groups).allMatch(group -> group.length() >= 3);
    return isLong
        && groups[0].length() >= 4
        && written.replaceAll("\\d", "").chars().distinct().count() == 1;
  }

  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      int twice = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += i % 2 == 1 ? twice : digit;
    }
    return sum % 10 == 0;
  }

  /** How many letters and digits the IBANs of a country have; none where it has no IBANs. */
  static int ibanLength(String country) {
    return IBAN_LENGTHS.getOrDefault(country.toUpperCase(Locale.ROOT), 0);
  }

  /** ISO 13616: the remainder by 97 is one. */
  static boolean isIban(String written) {
    String plain = plain(written);
    return remainder(plain.substring(4) + plain.substring(0, 4), 97) == 1;
  }

  /** Letters count from ten, as ISO 7064 has it. */
  static int remainder(String plain, int by) {
    int rest = 0;
    for (int i = 0; i < plain.length(); i++) {
      int value = Character.digit(plain.charAt(i), 36);
      rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % by;
    }
    return rest;
  }

  /** Letters of the Spanish DNI and NIE, by the Ministry of the Interior. */
  static boolean isDni(String written) {
    String plain = plain(written);
    int first = "XYZ".indexOf(plain.charAt(0));
    String number =
        first >= 0
            ? first + plain.substring(1, plain.length() - 1)
            : plain.substring(0, plain.length() - 1);
    return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(number) % 23)
        == plain.charAt(plain.length() - 1);
  }

  /** The key of the French NIR is 97 less the rest's remainder; Corsica's letters are digits. */
  static boolean isNir(String written) {
    String plain = plain(written).replace("2A", "19").replace("2B", "18");
    long number = Long.parseLong(plain.substring(0, 13));
    return 97 - number % 97 == Long.parseLong(plain.substring(13));
  }

  /** The Swedish personal number: a date and four digits, the last by Luhn. */
  static boolean isPersonnummer(String written) {
    String digits = digits(written);
    String ten = digits.substring(digits.length() - 10);
    int month = Integer.parseInt(ten.substring(2, 4));
    int day = Integer.parseInt(ten.substring(4, 6));
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 && luhn(ten);
  }

  /** No order of day, month and year makes a date of these pairs. */
  static boolean isNoDate(String written) {
    int one = Integer.parseInt(written.substring(0, 2));
    int two = Integer.parseInt(written.substring(3, 5));
    int three = Integer.parseInt(written.substring(6, 8));
    boolean account = written.length() > 8;
    boolean date = isDay(one, two) || isDay(two, one) || isDay(three, two);
    return account || !date;
  }

  private static boolean isDay(int day, int month) {
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
  }

  static String digits(String written) {
    return written.replaceAll("\\D", "");
  }

  private static String plain(String written) {
    StringBuilder plain = new StringBuilder();
    written.chars().filter(Character::isLetterOrDigit).forEach(one -> plain.append((char) one));
    return plain.toString().toUpperCase(Locale.ROOT);
  }
}
