package larksong.spoken;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the number words of a language as digits, so that both forms are one. */
final class NumberWords {

  /** Marks an ordinal in what {@link #digits} returns: {@code #21} for the twenty-first. */
  static final char ORDINAL = '#';

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

  /** {@code hundertvier} is {@code einhundertvier}. */
  private static final Pattern ONE = Pattern.compile("^(?:ein|ett)(?=h)");

  private static final int LONGEST = 5;

  private final Map<String, Integer> cardinals = new HashMap<>();
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final Map<String, Long> scales = new HashMap<>();
  private final boolean compounds;

  /** First words of all numbers, so that most words are passed over at once. */
  private final Set<String> starts = new HashSet<>();

  private final Set<String> and;

  /** What makes another word of a number word: {@code segunda-feira} is a day. */
  private final String notBefore;

  /** Number words that are articles when they stand alone. */
  private final Set<String> articles;

  NumberWords(Locale language, Vocabulary words) {
    RuleBasedNumberFormat format =
        new RuleBasedNumberFormat(language, RuleBasedNumberFormat.SPELLOUT);
    compounds = words.get("compounds").equals("yes");
    for (String rules : format.getRuleSetNames()) {
      boolean ordinal = rules.contains("ordinal");
      if (!rules.contains("verbose")
          && (ordinal || rules.contains("cardinal") || rules.equals("%spellout-numbering"))) {
        for (int n = 0; n < 1000; n += n < 100 || (compounds && !ordinal) ? 1 : 100) {
          if (n > 0 || !ordinal) {
            String said = key(format.format(n, rules));
            (ordinal ? ordinals : cardinals).putIfAbsent(said, n);
            if (compounds && n >= 100 && n < 200) {
              (ordinal ? ordinals : cardinals).putIfAbsent(ONE.matcher(said).replaceFirst(""), n);
            }
          }
        }
      }
    }
    and = words.set("and");
    notBefore = words.get("not-number-before", "¤");
    for (String scale : List.of("100", "1000", "1000000", "1000000000")) {
      words.set("scale." + scale).forEach(word -> scales.put(word, Long.valueOf(scale)));
    }
    scales.keySet().forEach(cardinals::remove);
    articles = words.set("not-number");
    if (!words.get("more-ordinals", "").isEmpty()) {
      words.pairs("more-ordinals").forEach((word, n) -> ordinals.put(word, Integer.valueOf(n)));
    }
    for (String number : cardinals.keySet()) {
      starts.add(first(number));
    }
    for (String number : ordinals.keySet()) {
      starts.add(first(number));
    }
    starts.addAll(scales.keySet());
  }

  private static String first(String words) {
    int space = words.indexOf(' ');
    return space < 0 ? words : words.substring(0, space);
  }

  private static String key(String spelled) {
    return spelled.toLowerCase(Locale.ROOT).replace("\u00ad", "").replaceAll("[-‐\\s]+", " ");
  }

  /** A word of the text with its place. */
  private record Token(String word, int start, int end) {}

  /** The same text in lower case with digits for number words. */
  String digits(String text) {
    String lower = text.toLowerCase(Locale.ROOT).replace("\u00ad", "");
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(lower);
    while (matcher.find()) {
      tokens.add(new Token(matcher.group(), matcher.start(), matcher.end()));
    }
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int i = 0;
    while (i < tokens.size()) {
      boolean other = lower.startsWith(notBefore, tokens.get(i).end());
      Found number =
          other
              ? null
              : compounds || starts.contains(tokens.get(i).word())
                  ? number(tokens, i, lower)
                  : null;
      if (number == null) {
        i++;
        continue;
      }
      out.append(lower, copied, tokens.get(i).start());
      out.append(number.ordinal() ? ORDINAL + "" : "").append(number.value());
      i += number.tokens();
      copied = tokens.get(i - 1).end();
    }
    return out.append(lower, copied, lower.length()).toString();
  }

  private record Found(long value, int tokens, boolean ordinal) {}

  private @Nullable Found number(List<Token> tokens, int from, String text) {
    Found inOneWord = compounds ? thousands(tokens.get(from)) : null;
    if (inOneWord != null) {
      return withRest(inOneWord, tokens, from + 1, text);
    }
    long total = 0;
    long current = -1;
    int end = from;
    int i = from;
    while (i < tokens.size() && (i == from || isJoined(tokens, i, text))) {
      boolean linked = end > from && and.contains(tokens.get(i).word());
      int at = linked ? i + 1 : i;
      if (at >= tokens.size() || (at > i && !isJoined(tokens, at, text))) {
        break;
      }
      Found ordinal = longest(ordinals, tokens, at, text, true);
      if (ordinal != null && (current < 0 || current % 100 == 0)) {
        return new Found(
            total + Math.max(0, current) + ordinal.value(), at + ordinal.tokens() - from, true);
      }
      Found cardinal = longest(cardinals, tokens, at, text, false);
      Long scale = scales.get(tokens.get(at).word());
      if (cardinal != null
          && ((current < 0 && (!linked || total > 0))
              || (current >= 100 && current % 100 == 0 && cardinal.value() < 100))) {
        current = Math.max(0, current) + cardinal.value();
        i = at + cardinal.tokens();
      } else if (scale != null && !linked && (current > 0 || scale <= 1000 || end == from)) {
        long times = current < 0 ? 1 : current;
        if (scale == 100) {
          current = times * 100;
        } else {
          total += times * scale;
          current = -1;
        }
        i = at + 1;
      } else {
        break;
      }
      end = i;
    }
    boolean article = end == from + 1 && articles.contains(tokens.get(from).word());
    return end == from || article
        ? null
        : new Found(total + Math.max(0, current), end - from, false);
  }

  /** {@code tvåtusen tjugosex}: round thousands, and the rest in the next word. */
  private Found withRest(Found thousands, List<Token> tokens, int next, String text) {
    Integer rest =
        thousands.value() % 1000 == 0 && next < tokens.size() && isJoined(tokens, next, text)
            ? cardinals.get(tokens.get(next).word())
            : null;
    return rest == null ? thousands : new Found(thousands.value() + rest, 2, false);
  }

  private static boolean isJoined(List<Token> tokens, int i, String text) {
    String between = text.substring(tokens.get(i - 1).end(), tokens.get(i).start());
    return between.isBlank() || between.equals("-") || between.equals("‐");
  }

  /** {@code zweitausendsechsundzwanzig}: thousands written in one word. */
  private @Nullable Found thousands(Token token) {
    for (Map.Entry<String, Long> scale : scales.entrySet()) {
      int at = token.word().indexOf(scale.getKey());
      if (scale.getValue() == 1000 && at >= 0) {
        Integer times = at == 0 ? Integer.valueOf(1) : cardinals.get(token.word().substring(0, at));
        String rest = token.word().substring(at + scale.getKey().length());
        Integer more = rest.isEmpty() ? Integer.valueOf(0) : cardinals.get(rest);
        if (times != null && more != null && token.word().length() > scale.getKey().length()) {
          return new Found(times * 1000L + more, 1, false);
        }
      }
    }
    return null;
  }

  private static @Nullable Found longest(
      Map<String, Integer> words, List<Token> tokens, int from, String text, boolean ordinal) {
    StringBuilder key = new StringBuilder();
    Found found = null;
    for (int i = from; i < tokens.size() && i < from + LONGEST; i++) {
      if (i > from && !isJoined(tokens, i, text)) {
        break;
      }
      key.append(i == from ? "" : " ").append(tokens.get(i).word());
      Integer value = words.get(key.toString());
      if (value != null) {
        found = new Found(value, i - from + 1, ordinal);
      }
    }
    return found;
  }
}
