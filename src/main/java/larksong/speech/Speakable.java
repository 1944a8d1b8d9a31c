package larksong.speech;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.spoken.Spoken;

/**
 * Puts English text into plain ASCII words that a simple engine pronounces: times, dates, money and
 * symbols as people say them, accents folded, other scripts in Latin letters.
 */
public final class Speakable {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|www\\.)([^\\s/]+)\\S*", Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIL = Pattern.compile("([\\w.+-]+)@([\\w-]+(?:\\.[\\w-]+)+)");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b([01]?\\d|2[0-3])[:.]([0-5]\\d)(?::[0-5]\\d)?\\s?([ap]\\.?m\\b\\.?)|\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d)?\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern HOUR =
      Pattern.compile("\\b(1[0-2]|0?[1-9])\\s?([ap])\\.?m\\b\\.?", Pattern.CASE_INSENSITIVE);
  private static final Pattern DATE = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})(?:T(?=\\d))?");
  private static final String AMOUNT =
      "(\\d[\\d,]*)(?:\\.(\\d{2})\\b)?(?:\\.(\\d+))?(?:\\s?(thousand|million|billion|trillion|k|m|bn)\\b)?";
  private static final Pattern MONEY_BEFORE = Pattern.compile("([€£$¥₹])\\s?" + AMOUNT);
  private static final Pattern MONEY_AFTER = Pattern.compile("\\b" + AMOUNT + "\\s?([€£¥₹])");
  private static final int LONGEST_WORD = 40;
  private static final Pattern LONG_WORD = Pattern.compile("\\S{" + (LONGEST_WORD + 1) + ",}");
  private static final Pattern OTHER = Pattern.compile("[^\\x20-\\x7e]");

  private static final Map<String, String[]> CURRENCIES =
      Map.of(
          "€", new String[] {"euro", "euros", "cent", "cents"},
          "£", new String[] {"pound", "pounds", "penny", "pence"},
          "$", new String[] {"dollar", "dollars", "cent", "cents"},
          "¥", new String[] {"yen", "yen", "sen", "sen"},
          "₹", new String[] {"rupee", "rupees", "paisa", "paise"});

  private static final Map<String, String> SCALES =
      Map.of("k", "thousand", "m", "million", "bn", "billion");

  private static final Map<String, String> SYMBOLS = symbols();

  private final Spoken spoken;

  public Speakable(Spoken spoken) {
    this.spoken = spoken;
  }

  /** The text as words; blank if it has none. */
  public String of(String text) {
    return isPlain(text) ? text.strip() : words(text);
  }

  /** Letters, spaces and the marks that an engine knows, in words of a bearable length. */
  private static boolean isPlain(String text) {
    int wordLength = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'';
      boolean mark = c == ' ' || c == '.' || c == ',' || c == '?' || c == '!' || c == ':';
      wordLength = letter ? wordLength + 1 : 0;
      boolean dotted = c == '.' && i + 1 < text.length() && text.charAt(i + 1) != ' ';
      if (!(letter || mark) || dotted || wordLength > LONGEST_WORD) {
        return false;
      }
    }
    return true;
  }

  private String words(String text) {
    String words = Normalizer.normalize(text, Normalizer.Form.NFC);
    words =
        words
            .replaceAll("[\\u2018\\u2019\\u02BC\\u00B4`]", "'")
            .replaceAll("[\\u201C-\\u201F\\u00AB\\u00BB\"]", " ");
    words = replace(words, ADDRESS, match -> dotted(match.group(1)));
    words = replace(words, MAIL, match -> dotted(match.group(1)) + " at " + dotted(match.group(2)));
    words = replace(words, DATE, Speakable.this::date);
    words = replace(words, TIME, this::time);
    words = replace(words, HOUR, this::hour);
    words = replace(words, MONEY_BEFORE, match -> money(match, match.group(1), 2));
    words = replace(words, MONEY_AFTER, match -> money(match, match.group(5), 1));
    words =
        words
            .replaceAll("(?<=\\d)\\s?[–—-]\\s?(?=\\d)", " to ")
            .replaceAll("(?<=\\d),(?=\\d{3}\\b)", "");
    words = words.replaceAll("(?<=^|\\s)[-−](?=\\d)", "minus ");
    words = words.replaceAll("(?<=\\p{L})/(?=\\p{L})", " or ");
    for (Map.Entry<String, String> symbol : SYMBOLS.entrySet()) {
      words = words.replace(symbol.getKey(), symbol.getValue());
    }
    words = ascii(words);
    words = replace(words, LONG_WORD, match -> match.group().replaceAll("(.{20})", "$1 "));
    return words
        .replaceAll("\\s+([,.!?;:])", "$1")
        .replaceAll("([,;:])[,;:]+", "$1")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private String date(MatchResult match) {
    try {
      LocalDate date = LocalDate.parse(match.group().replaceFirst("T$", ""));
      String time = match.group().endsWith("T") ? " at " : "";
      return spoken.date(date) + " " + spoken.year(date.getYear()) + time;
    } catch (DateTimeException e) {
      return match.group();
    }
  }

  private String time(MatchResult match) {
    boolean twelve = match.group(3) != null;
    int hour = Integer.parseInt(match.group(twelve ? 1 : 4));
    int minute = Integer.parseInt(match.group(twelve ? 2 : 5));
    if (twelve) {
      boolean afternoon = match.group(3).toLowerCase(Locale.ROOT).startsWith("p");
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    return spoken.time(LocalTime.of(hour, minute));
  }

  private String hour(MatchResult match) {
    boolean afternoon = match.group(2).equalsIgnoreCase("p");
    int hour = Integer.parseInt(match.group(1)) % 12 + (afternoon ? 12 : 0);
    return spoken.time(LocalTime.of(hour, 0));
  }

  /** {@code €12.50} is twelve euros fifty; {@code $3.2 million} keeps its decimals. */
  private static String money(MatchResult match, String symbol, int first) {
    String[] names = java.util.Objects.requireNonNull(CURRENCIES.get(symbol));
    String whole = match.group(first).replace(",", "");
    String cents = match.group(first + 1);
    String scale = match.group(first + 3);
    if (scale != null || match.group(first + 2) != null) {
      String decimals = cents != null ? cents : match.group(first + 2);
      String named = scale == null ? "" : " " + SCALES.getOrDefault(scale, scale);
      return whole + (decimals == null ? "" : "." + decimals) + named + " " + names[1] + " ";
    }
    String said = whole + " " + (whole.equals("1") ? names[0] : names[1]);
    boolean bare = cents == null || cents.equals("00");
    return (bare
            ? said
            : said
                + " and "
                + Integer.parseInt(cents)
                + " "
                + (cents.equals("01") ? names[2] : names[3]))
        + " ";
  }

  private static String dotted(String host) {
    return host.replaceFirst("(?i)^www\\.", "")
        .replaceAll("[.,;:!?)]+$", "")
        .replace(".", " dot ")
        .replace("-", " dash ")
        .replace("_", " ");
  }

  /** Folds accents; transliterates what is left and names signs that no alphabet has. */
  private static String ascii(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
    if (!OTHER.matcher(folded).find()) {
      return folded;
    }
    StringBuilder latin = new StringBuilder();
    Latin.LETTERS
        .transliterate(folded)
        .codePoints()
        .forEach(point -> latin.append(point < 0x80 ? Character.toString(point) : name(point)));
    return OTHER.matcher(latin).replaceAll(" ");
  }

  /** {@code waving hand sign} for an emoji. */
  private static String name(int point) {
    int type = Character.getType(point);
    boolean sign =
        type == Character.OTHER_SYMBOL
            || type == Character.MATH_SYMBOL
            || type == Character.CURRENCY_SYMBOL;
    String name = sign ? UCharacter.getName(point) : null;
    return name == null ? " " : " " + name.toLowerCase(Locale.ROOT).replace('-', ' ') + " ";
  }

  /** Loaded when the first letter needs it: it takes half a second. */
  private static final class Latin {
    private static final Transliterator LETTERS =
        Transliterator.getInstance("Any-Latin; Latin-ASCII");
  }

  private static String replace(String text, Pattern pattern, Function<MatchResult, String> words) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(words.apply(match)));
  }

  private static Map<String, String> symbols() {
    Map<String, String> symbols = new LinkedHashMap<>();
    symbols.put("…", ". ");
    symbols.put("—", ", ");
    symbols.put("–", ", ");
    symbols.put("•", ", ");
    symbols.put("·", ", ");
    symbols.put("½", " and a half ");
    symbols.put("¼", " and a quarter ");
    symbols.put("¾", " and three quarters ");
    symbols.put("%", " percent ");
    symbols.put("‰", " per thousand ");
    symbols.put("°C", " degrees Celsius ");
    symbols.put("°F", " degrees Fahrenheit ");
    symbols.put("°", " degrees ");
    symbols.put("€", " euros ");
    symbols.put("£", " pounds ");
    symbols.put("$", " dollars ");
    symbols.put("¥", " yen ");
    symbols.put("₹", " rupees ");
    symbols.put("&", " and ");
    symbols.put("+", " plus ");
    symbols.put("=", " equals ");
    symbols.put("≈", " about ");
    symbols.put("~", " about ");
    symbols.put("±", " plus or minus ");
    symbols.put("×", " times ");
    symbols.put("÷", " divided by ");
    symbols.put("→", " to ");
    symbols.put("<", " less than ");
    symbols.put(">", " more than ");
    symbols.put("@", " at ");
    symbols.put("#", " number ");
    symbols.put("§", " section ");
    symbols.put("©", " copyright ");
    symbols.put("®", " ");
    symbols.put("™", " ");
    symbols.put("²", " squared ");
    symbols.put("³", " cubed ");
    symbols.put("/", " slash ");
    symbols.put("\\", " backslash ");
    symbols.put("*", " ");
    symbols.put("_", " ");
    symbols.put("|", ", ");
    return symbols;
  }
}
