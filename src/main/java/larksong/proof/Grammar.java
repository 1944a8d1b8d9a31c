package larksong.proof;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import larksong.spoken.Heard;

/**
 * What the proof knows of a language, read once.
 *
 * @param aside words that announce an end, or a time that no longer holds
 * @param not words right before a time that no longer holds
 * @param denial the same words anywhere
 * @param lasting that something takes its time
 * @param clock an hour of the clock that is also an hour long
 * @param superlative that something is the most of its kind, in words of their own
 * @param ending how a word ends that may be a superlative
 * @param noSuperlatives how words begin that only end so
 * @param determiner what stands before a superlative
 * @param smallTalk what models say to their users
 * @param cancelled that something does not take place
 * @param verb what follows a name at the beginning of a sentence
 * @param idioms what says no number, time or superlative though its words do
 * @param farewell that hosts and listeners meet again
 * @param things what notes hold several of
 * @param title what stands before a name and is none
 */
record Grammar(
    Locale language,
    Heard heard,
    Lexicon lexicon,
    Pattern aside,
    Pattern not,
    Pattern denial,
    Pattern lasting,
    Pattern clock,
    Pattern superlative,
    Pattern ending,
    List<String> noSuperlatives,
    Pattern determiner,
    Pattern smallTalk,
    Pattern cancelled,
    Pattern verb,
    Pattern idioms,
    Pattern farewell,
    Pattern things,
    Pattern title) {

  private static final String NEVER = "¤";
  private static final Map<String, Grammar> LANGUAGES = new ConcurrentHashMap<>();

  /** The grammar of a show's language. */
  static Grammar of(Locale language) {
    return LANGUAGES.computeIfAbsent(
        language.getLanguage(), tag -> read(Locale.forLanguageTag(tag)));
  }

  private static Grammar read(Locale language) {
    Heard heard =
        Heard.of(language)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Expected a language that is understood but was '" + language + "'"));
    return new Grammar(
        language,
        heard,
        new Lexicon(language),
        Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("aside") + ")(?!\\p{L})"),
        Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("not") + ")$"),
        Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("not") + ")(?!\\p{L})"),
        Pattern.compile(heard.pattern("lasting", NEVER)),
        Pattern.compile(heard.pattern("clock", NEVER)),
        Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("superlative") + ")(?!\\p{L})"),
        Pattern.compile("(?:" + heard.pattern("superlative-ending") + ")$"),
        List.of(heard.pattern("not-superlative").split("\\s+", -1)),
        Pattern.compile(heard.pattern("most-after")),
        Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("small-talk") + ")"),
        Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("cancelled") + ")"),
        Pattern.compile("^ (?:(?:" + heard.pattern("verb-after-name") + ")(?!\\p{L}))"),
        Pattern.compile("(?i)(?:" + heard.pattern("idioms", NEVER) + ")"),
        Pattern.compile(heard.pattern("farewell", NEVER)),
        Pattern.compile(heard.pattern("things", NEVER)),
        Pattern.compile(heard.pattern("name-prefix")));
  }
}
