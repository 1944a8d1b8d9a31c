package larksong.spoken;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands what people say exactly: numbers, amounts, times, dates and durations, as words or
 * digits; the counterpart of {@link Spoken}.
 */
public final class Heard {

  private static final Map<String, Optional<Heard>> LANGUAGES = new ConcurrentHashMap<>();

  private static final Map<String, Set<String>> STOP_WORDS = new ConcurrentHashMap<>();

  /** {@code the 1950s}. */
  private static final Pattern DECADE = Pattern.compile("(?<=\\b\\d{2,3}0)s\\b");

  private static final Pattern SCALE = Pattern.compile("(\\d{1,2}?)((?:000){1,3})");

  /** {@code 3.400} and {@code 3 400}, where a comma is the decimal point. */
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[. ](?=\\d{3}(?!\\d))");

  private static final Pattern DECIMAL_COMMA = Pattern.compile("(?<=\\d),(?=\\d)");

  /** {@code 3,400}, where it is not. */
  private static final Pattern THOUSANDS_COMMA = Pattern.compile("(?<=\\d),(?=\\d{3}(?!\\d))");

  /** {@code nineteen-eighty} and {@code nineteen eighty-four}. */
  private static final Pattern ROUND_YEAR =
      Pattern.compile("(?<![\\d:#.])(19|20)-([2-9]0)(?![\\d:])");

  private static final Pattern YEAR = Pattern.compile("(?<![\\d:#.])(19|20) (\\d\\d)(?![\\d:])");

  private static final Pattern SCALED =
      Pattern.compile("(\\d+(?:\\.\\d+)?) (1000|1000000|1000000000)\\b");

  private final Ear ear;

  private Heard(Locale language, Vocabulary words) {
    this.ear = new Ear(language, words);
  }

  /** The ear for a language, if there is one. */
  public static Optional<Heard> of(Locale language) {
    return LANGUAGES.computeIfAbsent(
        language.getLanguage(),
        tag ->
            Vocabulary.of(Locale.forLanguageTag(tag))
                .map(words -> new Heard(Locale.forLanguageTag(tag), words)));
  }

  /** The commonest words of a language; empty where it is not known. */
  public static Set<String> stopWords(String language) {
    return STOP_WORDS.computeIfAbsent(
        language,
        tag ->
            Vocabulary.of(Locale.forLanguageTag(tag))
                .map(words -> words.set("stop-words"))
                .orElse(Set.of()));
  }

  /** Words that carry no content of their own. */
  public Set<String> stopWords() {
    return ear.stopWords;
  }

  /** What the language's file says under this key: a pattern for what is not a number. */
  public String pattern(String key) {
    return ear.words.get(key);
  }

  /** The same of a key that a language need not have. */
  public String pattern(String key, String otherwise) {
    return ear.words.get(key, otherwise);
  }

  /** Whether a word is a number, a month or a day of the week by itself. */
  public boolean isExact(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return ear.weekday.matcher(lower).lookingAt()
        || ear.months.containsKey(lower)
        || !ear.numbers.digits(rewritten(lower)).equals(lower);
  }

  /** Everything exact that a sentence says, in no order. */
  public List<Mention> mentions(String sentence) {
    String plain = plain(sentence);
    if (!ear.trigger.matcher(plain).find()) {
      return List.of();
    }
    return new HeardSentence(ear, plain).mentions();
  }

  /** Digits for number words, one decimal point, no thousands separators. */
  private String plain(String sentence) {
    String said = sentence.replace('\u2019', '\'').replace('\u00a0', ' ').replace('\u202f', ' ');
    String text = ear.numbers.digits(rewritten(said));
    text =
        ear.commaIsDecimal
            ? DECIMAL_COMMA.matcher(THOUSANDS.matcher(text).replaceAll("")).replaceAll(".")
            : THOUSANDS_COMMA.matcher(text).replaceAll("");
    text =
        ear.decimal
            .matcher(text)
            .replaceAll(match -> decimal(match.group(1), match.group(2).replace(" ", "")));
    text = ear.oneAmount.matcher(text).replaceAll("1 $1");
    text = ear.price.matcher(text).replaceAll("$1.$3 $2");
    text = DECADE.matcher(text).replaceAll("");
    text = ear.oneAndHalf.matcher(text).replaceAll("1.5 ");
    text = ear.halfScaled.matcher(text).replaceAll("$1.5");
    text = SCALED.matcher(text).replaceAll(Heard::scaled);
    text = ear.numberOf.matcher(text).replaceAll(" ");
    text = ear.oneUnit.matcher(text).replaceAll("1 $1");
    text = ROUND_YEAR.matcher(text).replaceAll("$1$2");
    return YEAR.matcher(text).replaceAll("$1$2");
  }

  /** Words of a language that are numbers in another form. */
  private String rewritten(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (Map.Entry<Pattern, String> rewrite : ear.rewrites.entrySet()) {
      lower = rewrite.getKey().matcher(lower).replaceAll(rewrite.getValue());
    }
    return lower;
  }

  /** {@code seven point eight million} has its million behind the eight. */
  private static String decimal(String whole, String part) {
    Matcher scale = SCALE.matcher(part);
    return scale.matches()
        ? new BigDecimal(whole + "." + scale.group(1))
            .multiply(new BigDecimal("1" + scale.group(2)))
            .toBigInteger()
            .toString()
        : whole + "." + part;
  }

  /** {@code 1.5 million}. */
  private static String scaled(MatchResult match) {
    return new BigDecimal(match.group(1))
        .multiply(new BigDecimal(match.group(2)))
        .stripTrailingZeros()
        .toPlainString();
  }
}
