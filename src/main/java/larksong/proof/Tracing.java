package larksong.proof;

import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.spoken.Heard;
import larksong.spoken.Mention;
import larksong.spoken.Mention.Kind;
import larksong.spoken.Sentences;

/**
 * Traces what sentences say exactly to the stories that they rest on: numbers, times, dates,
 * durations, amounts, names, quotations and superlatives.
 *
 * <p>A sentence rests on the stories that it names and those that the line named before it; where
 * there are none, on all that its segment covers; besides that on what the whole show knows: its
 * title, its listener, its date, its sources and how much there is to tell.
 */
final class Tracing {

  private static final Pattern QUOTED =
      Pattern.compile(
          "[“„«»\"]\\s*([^“”„«»\"]{2,}?)\\s*[”“«»\"]|(?<![\\p{L}\\p{N}])‘([^‘’]{4,}?)’(?!\\p{L})");

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

  private final Heard heard;
  private final Locale language;
  private final Lexicon lexicon;
  private final Rundown rundown;
  private final Map<String, Evidence> stories;
  private final Evidence common;
  private final Evidence today;
  private final Evidence counts;
  private final Pattern aside;
  private final Pattern not;
  private final Pattern superlative;
  private final Pattern ending;
  private final List<String> noSuperlatives;
  private final Pattern determiner;

  Tracing(Show show, Rundown rundown, Heard heard) {
    this.heard = heard;
    this.language = show.language();
    this.lexicon = new Lexicon(language);
    this.rundown = rundown;
    this.stories =
        rundown.stories().stream()
            .collect(
                Collectors.toMap(
                    story -> story.item().id(),
                    story -> Evidence.of(story, rundown.edition(), language),
                    (one, same) -> one));
    this.common = common(show, rundown);
    this.today = Evidence.of(Counts.date(rundown.edition().date(), language), language);
    this.aside = Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("aside") + ")(?!\\p{L})");
    this.superlative =
        Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("superlative") + ")(?!\\p{L})");
    this.ending = Pattern.compile("(?:" + heard.pattern("superlative-ending") + ")$");
    this.determiner = Pattern.compile(heard.pattern("most-after"));
    this.noSuperlatives = List.of(heard.pattern("not-superlative").split("\\s+", -1));
    this.not = Pattern.compile("(?<!\\p{L})(?:" + heard.pattern("not") + ")$");
    this.counts = Evidence.of(Counts.of(rundown, language), language);
  }

  private Evidence common(Show show, Rundown rundown) {
    List<String> known = new ArrayList<>(List.of(show.title(), show.description()));
    show.listener().ifPresent(known::add);
    rundown.gaps().stream().map(Gap::source).forEach(known::add);
    rundown.stories().stream().map(story -> story.item().source()).forEach(known::add);
    return Evidence.of(String.join(".\n", known) + ".", language);
  }

  /** What each sentence of a segment rests on. */
  List<Basis> bases(Segment segment, int number) {
    List<Basis> bases = new ArrayList<>();
    List<String> last = List.of();
    for (int line = 0; line < segment.lines().size(); line++) {
      List<String> sentences = Sentences.of(segment.lines().get(line).text(), language);
      for (int i = 0; i < sentences.size(); i++) {
        Set<String> stands = new LinkedHashSet<>(i == 0 ? List.of() : last);
        stands.addAll(named(sentences.get(i), segment.covers()));
        last = List.copyOf(stands);
        bases.add(new Basis(new Place(number, line, i), sentences.get(i), last));
      }
    }
    return bases;
  }

  /** The stories whose title a sentence says, or two thirds of it. */
  private List<String> named(String sentence, List<String> covers) {
    Set<String> said = Words.content(sentence, heard.stopWords());
    List<String> named = new ArrayList<>();
    for (Story story : rundown.stories()) {
      if (covers.contains(story.item().id())) {
        Set<String> title = Words.content(story.item().title(), heard.stopWords());
        long found =
            title.stream()
                .filter(word -> said.stream().anyMatch(one -> Words.alike(one, word)))
                .count();
        if (!title.isEmpty() && found * 3 >= title.size() * 2L) {
          named.add(story.item().id());
        }
      }
    }
    return named;
  }

  /** What a segment says that nothing it rests on says. */
  List<Finding> check(Segment segment, int number) {
    List<Finding> findings = new ArrayList<>();
    boolean frames = segment.covers().isEmpty();
    Evidence covers = evidence(frames ? List.copyOf(stories.keySet()) : segment.covers());
    Evidence whole = frames ? Evidence.all(Stream.of(covers, today)) : covers;
    for (Basis basis : bases(segment, number)) {
      Evidence own = basis.stories().isEmpty() ? whole : evidence(basis.stories());
      Sentence sentence = new Sentence(basis, own, whole, segment.covers().size());
      sentence.check(findings);
    }
    return findings;
  }

  private Evidence evidence(List<String> ids) {
    return Evidence.all(
        Stream.concat(
            ids.stream().map(stories::get).filter(java.util.Objects::nonNull), Stream.of(common)));
  }

  /** One sentence against its evidence. */
  private final class Sentence {

    private final Basis basis;
    private final Evidence own;
    private final Evidence whole;
    private final int covered;
    private final String text;
    private final List<Mention> mentions;
    private final boolean namesItself;

    Sentence(Basis basis, Evidence own, Evidence whole, int covered) {
      this.basis = basis;
      this.own = own;
      this.whole = whole;
      this.covered = covered;
      this.text = joined(basis.sentence());
      this.namesItself = !named(basis.sentence(), basis.stories()).isEmpty();
      this.mentions = heard.mentions(CODE.matcher(text).replaceAll(Tracing::unlessMeasure));
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
          counts.mentions(),
          stories.size(),
          covered,
          !basis.stories().isEmpty(),
          aside,
          not,
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

    /** A date has its weekday, and what could not be read could not be read today. */
    private void calendar(List<Finding> findings) {
      List<Mention> said = mentions;
      List<Mention> dates =
          said.stream().filter(one -> one.kind() == Kind.DATE && one.unit().isEmpty()).toList();
      List<Mention> weekdays = said.stream().filter(one -> one.kind() == Kind.WEEKDAY).toList();
      if (dates.size() == 1 && weekdays.size() == 1 && !falls(dates.get(0), weekdays.get(0))) {
        findings.add(finding("untraced-date", weekdays.get(0).text() + ", " + dates.get(0).text()));
      }
      boolean gap =
          rundown.gaps().stream()
              .anyMatch(
                  one ->
                      text.toLowerCase(Locale.ROOT)
                          .contains(one.source().toLowerCase(Locale.ROOT)));
      said.stream()
          .filter(one -> covered == 0 && gap && one.kind() == Kind.DAY && one.value() != 0)
          .forEach(one -> findings.add(finding("untraced-date", one.text())));
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
        if (!MEASURE.matcher(code).matches()
            && !whole.hasWord(Words.plain(code))
            && !spells(code)) {
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
      for (Names.Name name : Names.in(text, lexicon, heard, (namesItself ? own : whole)::hasWord)) {
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
          || lexicon.isCommon(first)
          || lexicon.isCommon(second)
          || whole.pairs().stream()
              .anyMatch(
                  pair ->
                      pair.startsWith(first + " ")
                          && Words.sameName(pair.substring(first.length() + 1), second));
    }

    private void superlatives(List<Finding> findings) {
      String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
      Matcher matcher = superlative.matcher(lower);
      String known = whole.text().toLowerCase(Locale.ROOT).replace('’', '\'');
      while (matcher.find()) {
        Matcher next = NEXT.matcher(lower).region(matcher.end(), lower.length());
        String said = matcher.group() + (next.lookingAt() ? next.group() : "");
        if (!known.contains(said)) {
          findings.add(finding("untraced-superlative", said));
        }
      }
      List<String> words = Words.of(text);
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (i > 0
            && determiner.matcher(words.get(i - 1)).matches()
            && ending.matcher(word).find()
            && noSuperlatives.stream().noneMatch(stem -> !stem.isEmpty() && word.startsWith(stem))
            && !whole.hasWord(word)
            && lexicon.isSuperlative(word)
            && whole.words().stream()
                .noneMatch(one -> Words.alike(one, word) && lexicon.isSuperlative(one))) {
          findings.add(finding("untraced-superlative", word));
        }
      }
    }

    /** Many words of content, and not one of them in what the segment covers. */
    private Optional<Finding> unsupported() {
      Set<String> content = Words.content(text, heard.stopWords());
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
  }

  private boolean isInShowsLanguage(String text) {
    String own = language.getLanguage();
    return Tongue.of(text, own).map(tongue -> tongue.equals(own)).orElse(true);
  }

  /** {@code K, X, 7, F} is the code KX7F. */
  private static String joined(String sentence) {
    return SPELLED.matcher(sentence).replaceAll(match -> match.group().replaceAll("[, ]+", ""));
  }

  private static String unlessMeasure(java.util.regex.MatchResult match) {
    return MEASURE.matcher(match.group()).matches() ? Matcher.quoteReplacement(match.group()) : "¤";
  }
}
