package larksong.spoken;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Understands what a sentence asks of somebody, in whichever of the languages it is written:
 * outright, politely, in the passive voice, as a question, or of "listeners" and "residents".
 *
 * <p>It goes by words that stand near one another, so that no text takes long; what somebody says
 * in quotation marks is asked of nobody who hears it.
 */
public final class Requests {

  /** Words between a name and what says that it is somebody's word. */
  private static final int SHORT = 4;

  /** More clauses are looked at as one. */
  private static final int MOST_CLAUSES = 12;

  /** Letters between quotation marks; more is no quotation. */
  private static final int LONGEST_QUOTE = 300;

  private static final String CLAUSES = ";:()[]|•–—";

  private static final Requests ANYWHERE = new Requests(Optional.empty());

  private final Optional<Locale> language;

  private Requests(Optional<Locale> language) {
    this.language = language;
  }

  /** In texts of a language, though strangers may write in any. */
  public static Requests of(Locale language) {
    return new Requests(Optional.of(language));
  }

  /** In texts whose language nobody has said. */
  public static Requests anywhere() {
    return ANYWHERE;
  }

  /** What a sentence asks, if anything: the gravest of it. */
  public Optional<Request> in(String sentence) {
    String plain = Lookalikes.plain(sentence);
    List<Token> all = Token.of(plain);
    Traits traits = Traits.of(plain);
    String told = unquoted(plain);
    List<Token> tokens = told.equals(plain) ? all : Token.of(told);
    Optional<Request> gravest =
        Understood.languages(all, language).stream()
            .flatMap(wording -> asked(wording, new Understood(wording, tokens, traits)).stream())
            .min(Enum::compareTo);
    return traits.isForeign(all) && gravest.filter(Requests::isGrave).isEmpty()
        ? Optional.of(Request.UNKNOWN)
        : gravest;
  }

  /** A word of one language is often another word of another: only grave ones count there. */
  private Optional<Request> asked(Wording wording, Understood understood) {
    boolean isExpected = language.isEmpty() || wording.isOf(language);
    return understood.request().filter(request -> isExpected || isGrave(request));
  }

  /** Whether a sentence asks for more than attention. */
  public boolean isGrave(String sentence) {
    return in(sentence).filter(Requests::isGrave).isPresent();
  }

  /**
   * Whether a few words, such as a title or a place, ask for anything: where nothing is told, a
   * verb is an order, and an amount, a number to dial or a password is there to be used.
   */
  public boolean asksInShort(String words) {
    String plain = Lookalikes.plain(words);
    List<Token> tokens = Token.of(plain).stream().map(Token::asOrder).toList();
    Traits traits = Traits.of(plain);
    return in(words).isPresent()
        || traits.digits()
        || traits.address()
        || Understood.languages(tokens, language).stream()
            .anyMatch(wording -> new Understood(wording, tokens, traits).isShortOrder());
  }

  /**
   * Whether nothing in a text could ask anybody for anything, however slyly: nobody is spoken to,
   * nothing has to be, no number is there to be used, and it is not about who tells or retells it.
   */
  public boolean isPlain(String text) {
    return Sentences.of(Lookalikes.plain(text), language.orElse(Locale.ROOT)).stream()
        .allMatch(this::isPlainSentence);
  }

  private boolean isPlainSentence(String sentence) {
    List<Token> tokens = Token.of(sentence);
    Traits traits = Traits.of(sentence);
    return !traits.digits()
        && !traits.address()
        && !traits.account()
        && !isInAnotherLanguage(tokens)
        && Wording.ALL.stream()
            .filter(wording -> language.isEmpty() || wording.isOf(language))
            .noneMatch(wording -> new Understood(wording, tokens, traits).mayAsk());
  }

  private boolean isInAnotherLanguage(List<Token> tokens) {
    return language.isPresent()
        && tokens.size() > SHORT
        && Understood.languages(tokens, language).stream().noneMatch(one -> one.isOf(language));
  }

  /** Where a text begins to be about a code that is to be read: {@code base64}, {@code decode}. */
  public static OptionalInt decodes(String text) {
    List<Token> tokens = Token.of(text);
    return Wording.ALL.stream()
        .flatMap(wording -> wording.places("code", tokens).stream())
        .mapToInt(at -> tokens.get(at).start())
        .min();
  }

  /** Whether a text says that what a program was given ends here. */
  public static boolean endsMaterial(String text) {
    List<Token> tokens = Token.of(text);
    Traits traits = Traits.of(text);
    return Wording.ALL.stream()
        .anyMatch(wording -> new Understood(wording, tokens, traits).endsMaterial());
  }

  /**
   * Whether a sentence says of somebody that they say it: "The Gazette asks …", "nach Angaben von
   * …", "Ada: …".
   */
  public static boolean isSaidBy(String author, String sentence) {
    List<String> name = Token.of(author).stream().map(Token::word).toList();
    List<Token> tokens = Token.of(sentence);
    if (name.isEmpty()) {
      return false;
    }
    for (int i = 0; i + name.size() <= tokens.size(); i++) {
      int end = i + name.size();
      if (tokens.subList(i, end).stream().map(Token::word).toList().equals(name)
          && isSaid(sentence, tokens, i, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether somebody's words are said in quotation marks, and that it is somebody's. */
  public static boolean isQuotation(String sentence) {
    boolean isQuoted =
        IntStream.range(0, sentence.length()).anyMatch(at -> closing(sentence, at) > at);
    List<Token> tokens = Token.of(sentence);
    return isQuoted
        && Wording.ALL.stream().anyMatch(wording -> !wording.places("said", tokens).isEmpty());
  }

  private static boolean isSaid(String sentence, List<Token> tokens, int from, int to) {
    Token last = tokens.get(to - 1);
    String after = sentence.substring(last.start() + last.written().length()).strip();
    int colon = after.indexOf(':');
    if (from < SHORT + 1 && colon >= 0 && Token.of(after.substring(0, colon)).size() <= SHORT) {
      return true;
    }
    List<Token> around =
        tokens.subList(Math.max(0, from - SHORT), Math.min(tokens.size(), to + SHORT));
    return Wording.ALL.stream().anyMatch(wording -> !wording.places("said", around).isEmpty());
  }

  /** Whether it asks for more than attention: what is not told without saying who asks. */
  public static boolean isGrave(Request request) {
    return request.compareTo(Request.OF_THE_HEARER) < 0;
  }

  /** The clauses at the beginning of a text that ask nothing, without the mark after them. */
  public String before(String text) {
    return before(text, this::isGrave);
  }

  /** The same of a few words. */
  public String beforeInShort(String words) {
    return before(words, this::asksInShort);
  }

  private String before(String text, Predicate<String> asks) {
    int kept = 0;
    for (int end : ends(text)) {
      if (asks.test(text.substring(kept, end)) || asks.test(text.substring(0, end))) {
        break;
      }
      kept = end;
    }
    return trimmed(text.substring(0, kept));
  }

  /** A text without the clauses that ask something of a machine, and what follows these. */
  public String withoutOrders(String text) {
    String kept = text;
    while (in(kept).filter(Request.OF_A_MACHINE::equals).isPresent()) {
      int from = 0;
      for (int end : ends(kept)) {
        if (end < kept.length()
            && in(kept.substring(end)).filter(Request.OF_A_MACHINE::equals).isPresent()) {
          from = end;
        }
      }
      kept = trimmed(kept.substring(0, from));
    }
    return kept;
  }

  private static String trimmed(String text) {
    return text.replaceAll("[\\s;:(\\[|•–—-]+$", "").strip();
  }

  /** Where the clauses of a text end. */
  static List<Integer> ends(String text) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 1; i < text.length() && ends.size() < MOST_CLAUSES; i++) {
      char one = text.charAt(i);
      boolean dash = one == '-' && text.charAt(i - 1) == ' ';
      boolean sentence = one == ' ' && ".!?".indexOf(text.charAt(i - 1)) >= 0;
      if (CLAUSES.indexOf(one) >= 0 || dash || sentence) {
        ends.add(i);
      }
    }
    ends.add(text.length());
    return ends;
  }

  /** Without what stands in quotation marks, where more stands outside them. */
  private static String unquoted(String sentence) {
    String outside = outsideQuotations(sentence);
    return Token.of(outside).size() > 3 ? outside : sentence;
  }

  /** What of a sentence does not stand in quotation marks. */
  static String outsideQuotations(String sentence) {
    StringBuilder outside = new StringBuilder();
    int at = 0;
    while (at < sentence.length()) {
      int close = closing(sentence, at);
      if (close > at) {
        outside.append(" ¤ ");
        at = close + 1;
      } else {
        outside.append(sentence.charAt(at));
        at++;
      }
    }
    return outside.toString();
  }

  private static int closing(String sentence, int at) {
    String marks =
        switch (sentence.charAt(at)) {
          case '"' -> "\"";
          case '“' -> "”";
          case '„' -> "“”";
          case '«' -> "»";
          case '»' -> "«";
          default -> "";
        };
    for (int i = at + 1;
        !marks.isEmpty() && i < Math.min(sentence.length(), at + LONGEST_QUOTE);
        i++) {
      if (marks.indexOf(sentence.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
