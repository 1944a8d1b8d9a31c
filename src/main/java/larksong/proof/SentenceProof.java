package larksong.proof;

import java.time.DayOfWeek;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import larksong.model.Finding;
import larksong.model.Rundown;
import larksong.spoken.Mention;
import larksong.spoken.Mention.Kind;

/** Holds one sentence against the evidence for it. */
final class SentenceProof {

  private static final Pattern QUOTED =
      Pattern.compile(
          "[“„«»\"]\\s*([^“”„«»\"]{2,}?)\\s*(?:[”“«»\"]|(?<=[“„«][^“”„«»\"]{2,400})$)|(?<![\\p{L}\\p{N}])‘([^‘’]{4,}?)’(?!\\p{L})");

  /** Letters and digits mixed: a gate, a flight, a booking; measures apart. */
  private static final Pattern CODE =
      Pattern.compile("\\b(?=[\\p{L}-]*\\d)(?=[\\d-]*\\p{L})[\\p{L}\\d]+(?:-[\\p{L}\\d]+)*\\b");

  private static final Pattern MEASURE =
      Pattern.compile(
          "(?i)\\d+(?:[ap]m|h|m|km|kg|g|cm|mm|st|nd|rd|th|er|e|ers?|s|k|d|x|p|uhr|\\d*h\\d+)");

  /** What a line may say of another story of its segment without naming it. */
  private static final Set<Kind> COUNTED =
      Set.of(Kind.NUMBER, Kind.AMOUNT, Kind.ORDINAL, Kind.DATE, Kind.WEEKDAY, Kind.DAY);

  /** The beginning of the next word. */
  private static final Pattern NEXT = Pattern.compile(" \\p{L}{1,4}");

  private static final Pattern SPELLED =
      Pattern.compile("\\b[\\p{Lu}\\d](?:,? [\\p{Lu}\\d]\\b){3,}");

  /** Content words of a sentence below which their absence says nothing. */
  private static final int FEW_WORDS = 4;

  private final Grammar grammar;
  private final Rundown rundown;
  private final List<Mention> counts;
  private final Basis basis;
  private final boolean namesItself;
  private final Evidence own;
  private final Evidence whole;
  private final int covered;
  private final String text;
  private final List<Mention> mentions;

  /**
   * A sentence with what it may rest on.
   *
   * @param counts how much there is to tell
   * @param namesItself whether the sentence itself names a story, not only one before it
   * @param own what the stories say that it rests on
   * @param whole what all of its segment's stories say
   * @param covered how many these are
   */
  SentenceProof(
      Grammar grammar,
      Rundown rundown,
      List<Mention> counts,
      Basis basis,
      boolean namesItself,
      Evidence own,
      Evidence whole,
      int covered) {
    this.grammar = grammar;
    this.rundown = rundown;
    this.counts = counts;
    this.basis = basis;
    this.namesItself = namesItself;
    this.own = own;
    this.whole = whole;
    this.covered = covered;
    this.text = joined(grammar.idioms().matcher(basis.sentence()).replaceAll(" "));
    this.mentions = mentions(text);
  }

  private List<Mention> mentions(String said) {
    return grammar.heard().mentions(CODE.matcher(said).replaceAll(SentenceProof::unlessMeasure));
  }

  void check(List<Finding> findings) {
    int before = findings.size();
    exact(findings);
    calendar(findings);
    codes(findings);
    quotations(findings);
    names(findings);
    superlatives(findings);
    if (findings.size() == before && covered > 0) {
      unsupported().ifPresent(findings::add);
    }
  }

  private Finding finding(String check, String what) {
    return Finding.at(
        basis.place(), check, "Nothing that this sentence rests on says '" + what + "'.");
  }

  private Measures measures(Evidence evidence) {
    return new Measures(
        evidence,
        counts,
        rundown.stories().size(),
        covered,
        !basis.stories().isEmpty(),
        grammar,
        text.toLowerCase(Locale.ROOT));
  }

  private void exact(List<Finding> findings) {
    Measures near = measures(own);
    Measures wide = namesItself ? near : measures(whole);
    mentions.stream()
        .filter(mention -> !(COUNTED.contains(mention.kind()) ? wide : near).hold(mention))
        .map(mention -> finding(Measures.check(mention), mention.text()))
        .forEach(findings::add);
  }

  private void weekday(List<Mention> said, List<Finding> findings) {
    List<Mention> dates =
        said.stream().filter(one -> one.kind() == Kind.DATE && one.unit().isEmpty()).toList();
    List<Mention> weekdays =
        said.stream().filter(one -> one.kind() == Kind.WEEKDAY && isOneDay(one)).toList();
    if (dates.size() == 1 && weekdays.size() == 1 && !falls(dates.get(0), weekdays.get(0))) {
      findings.add(finding("untraced-date", weekdays.get(0).text() + ", " + dates.get(0).text()));
    }
  }

  /** A date has its weekday, and what could not be read could not be read today. */
  private void calendar(List<Finding> findings) {
    for (String part : List.of(text.split(";", -1))) {
      weekday(part.equals(text) ? mentions : mentions(part), findings);
    }
    if (counts()) {
      mentions.stream()
          .filter(one -> one.kind() == Kind.DAY && one.value() != 0)
          .forEach(one -> findings.add(finding("untraced-date", one.text())));
    }
    boolean gap =
        rundown.gaps().stream()
            .anyMatch(
                one ->
                    text.toLowerCase(Locale.ROOT).contains(one.source().toLowerCase(Locale.ROOT)));
    mentions.stream()
        .filter(one -> covered == 0 && gap && one.kind() == Kind.DAY && one.value() != 0)
        .forEach(one -> findings.add(finding("untraced-date", one.text())));
  }

  /** Whether it says how much there is to tell, which is today's. */
  private boolean counts() {
    return !namesItself
        && mentions.stream()
            .filter(one -> one.kind() == Kind.NUMBER && !one.unit().isEmpty())
            .anyMatch(
                one -> counts.stream().anyMatch(count -> Words.alike(count.unit(), one.unit())));
  }

  /** "On Sundays, from the first of June" is no Sunday. */
  private boolean isOneDay(Mention weekday) {
    String name =
        DayOfWeek.of((int) weekday.value()).getDisplayName(TextStyle.FULL, grammar.language());
    return weekday.text().equalsIgnoreCase(name);
  }

  private boolean falls(Mention date, Mention weekday) {
    int month = (int) date.value() / 100;
    int day = (int) date.value() % 100;
    int year = rundown.edition().date().getYear();
    return IntStream.rangeClosed(year - 1, year + 1)
        .mapToObj(one -> YearMonth.of(one, month))
        .filter(one -> one.isValidDay(day))
        .anyMatch(
            one ->
                one.atDay(day).getDayOfWeek().getValue() == weekday.value()
                    && Math.abs(ChronoUnit.DAYS.between(rundown.edition().date(), one.atDay(day)))
                        < 300);
  }

  private void codes(List<Finding> findings) {
    Matcher matcher = CODE.matcher(text);
    while (matcher.find()) {
      String code = matcher.group();
      if (!MEASURE.matcher(code).matches() && !whole.hasWord(Words.plain(code)) && !spells(code)) {
        findings.add(finding("untraced-name", code));
      }
    }
  }

  /** A code that is spelled may stand in two words or with a hyphen in its source. */
  private boolean spells(String code) {
    String letters = code.replace("-", "");
    return whole
        .text()
        .replaceAll("[\\s-]+", "")
        .toUpperCase(Locale.ROOT)
        .contains(letters.toUpperCase(Locale.ROOT));
  }

  private void quotations(List<Finding> findings) {
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      String quoted = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      String known = " " + Words.bare(whole.text()) + " ";
      if (!known.contains(" " + Words.bare(quoted) + " ")) {
        findings.add(finding("untraced-quote", quoted));
      }
    }
  }

  private void names(List<Finding> findings) {
    String before = "";
    for (Names.Name name : Names.in(text, grammar, (namesItself ? own : whole)::hasWord)) {
      String word = Words.plain(name.word());
      Evidence about = namesItself ? own : whole;
      boolean known = about.hasWord(word) || parts(word);
      if (name.isPairOfNouns() && !about.hasWordLike(word)) {
        findings.add(finding("untraced-name", name.word()));
      } else if (!known && !name.isPairOfNouns()) {
        findings.add(finding("untraced-name", name.word()));
      } else if (name.follows() && !before.isEmpty() && !pairIsKnown(before, word)) {
        findings.add(finding("untraced-name", before + " " + name.word()));
      }
      before = known ? word : "";
    }
  }

  private boolean parts(String word) {
    return word.indexOf('-') > 0
        && Stream.of(word.split("-", -1))
            .allMatch(part -> part.isEmpty() || whole.hasWordLike(part));
  }

  /** First and last name belong together as the source has them. */
  private boolean pairIsKnown(String first, String second) {
    return whole.pairs().contains(first + " " + second)
        || grammar.lexicon().isCommon(first)
        || grammar.lexicon().isCommon(second)
        || whole.pairs().stream()
            .anyMatch(
                pair ->
                    pair.startsWith(first + " ")
                        && Words.sameName(pair.substring(first.length() + 1), second));
  }

  private void superlatives(List<Finding> findings) {
    String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    Matcher matcher = grammar.superlative().matcher(lower);
    String known = whole.text().toLowerCase(Locale.ROOT).replace('’', '\'');
    while (matcher.find()) {
      Matcher next = NEXT.matcher(lower).region(matcher.end(), lower.length());
      String said = matcher.group() + (next.lookingAt() ? next.group() : "");
      if (!known.contains(said) && !evidenceHasOne()) {
        findings.add(finding("untraced-superlative", said));
      }
    }
    List<String> words = Words.of(text);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (i > 0
          && grammar.determiner().matcher(words.get(i - 1)).matches()
          && grammar.ending().matcher(word).find()
          && grammar.noSuperlatives().stream()
              .noneMatch(stem -> !stem.isEmpty() && word.startsWith(stem))
          && !whole.hasWord(word)
          && grammar.lexicon().isSuperlative(word)
          && whole.words().stream()
              .noneMatch(one -> Words.alike(one, word) && grammar.lexicon().isSuperlative(one))) {
        findings.add(finding("untraced-superlative", word));
      }
    }
  }

  /** "Never before" may rest on "the highest since". */
  private boolean evidenceHasOne() {
    return whole.words().stream().anyMatch(grammar.lexicon()::isSuperlative);
  }

  /** Many words of content, and not one of them in what the segment covers. */
  private Optional<Finding> unsupported() {
    Set<String> content = Words.content(text, grammar.heard().stopWords());
    if (content.size() < FEW_WORDS
        || !mentions.isEmpty()
        || content.stream().anyMatch(whole::hasWordLike)
        || !isInShowsLanguage(whole.text())) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.at(
            basis.place(), "unsupported", "Not one of its words is in what the segment covers."));
  }

  private boolean isInShowsLanguage(String text) {
    String own = grammar.language().getLanguage();
    return Tongue.of(text, own).map(tongue -> tongue.equals(own)).orElse(true);
  }

  /** {@code K, X, 7, F} is the code KX7F. */
  private static String joined(String sentence) {
    return SPELLED.matcher(sentence).replaceAll(match -> match.group().replaceAll("[, ]+", ""));
  }

  private static String unlessMeasure(MatchResult match) {
    return MEASURE.matcher(match.group()).matches() ? Matcher.quoteReplacement(match.group()) : "¤";
  }
}
