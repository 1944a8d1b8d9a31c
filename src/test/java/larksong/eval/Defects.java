package larksong.eval;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.spoken.Heard;
import larksong.spoken.Mention;
import larksong.spoken.Mention.Kind;
import larksong.spoken.Sentences;
import larksong.spoken.Spoken;

/** Ways in which a good script goes wrong. */
final class Defects {

  /** Plants one defect of a kind into a script, where it has a place for it. */
  interface Defect {
    Optional<Script> plant(Sample sample, Random random);
  }

  private final Map<String, Defect> all = new LinkedHashMap<>();
  private final Function<Sample, Script> elsewhere;

  /** Another language's script of the same morning. */
  Defects(Function<Sample, Script> elsewhere) {
    this.elsewhere = elsewhere;
    all.put("changed number", mention(Kind.NUMBER));
    all.put("shifted time", mention(Kind.TIME));
    all.put("changed date", mention(Kind.DATE));
    all.put("changed weekday", (sample, random) -> weekday(sample, random));
    all.put("changed day", (sample, random) -> day(sample, random));
    all.put("changed duration", mention(Kind.DURATION));
    all.put("changed amount", mention(Kind.AMOUNT));
    all.put("swapped name", (sample, random) -> name(sample, random, false));
    all.put("invented name", (sample, random) -> name(sample, random, true));
    all.put("changed code", Defects::code);
    all.put("invented fact with a number", added("number"));
    all.put("invented fact with a name", added("name"));
    all.put("invented quote", added("quote"));
    all.put("altered quote", Defects::quote);
    all.put("superlative", added("superlative"));
    all.put("dropped item", Defects::drop);
    all.put("dropped gap", Defects::gap);
    all.put("cancelled told as held", Defects::held);
    all.put("invented item", Defects::item);
    all.put("story told twice", Defects::twice);
    all.put("wrong language", (sample, random) -> language(sample, random));
    all.put("leftover markup", added("markup"));
    all.put("link", added("link"));
    all.put("stage direction", added("direction"));
    all.put("model's small talk", added("talk"));
    all.put("prompt echo", added("echo"));
    all.put("injected instruction", added("injected"));
    all.put("endless loop", Defects::loop);
    all.put(UNCERTAIN, added("plain"));
  }

  /** Without number, name, quotation or superlative there is nothing to trace. */
  static final String UNCERTAIN = "invented fact, plain words";

  Map<String, Defect> all() {
    return all;
  }

  /** A sentence of a segment that tells something, with its place. */
  private record Spot(int segment, int line, String sentence) {}

  private static List<Spot> spots(Sample sample, boolean framesToo) {
    List<Spot> spots = new ArrayList<>();
    List<Segment> segments = sample.script().segments();
    for (int i = 0; i < segments.size(); i++) {
      if (framesToo || !segments.get(i).covers().isEmpty()) {
        for (int j = 0; j < segments.get(i).lines().size(); j++) {
          for (String sentence :
              Sentences.of(segments.get(i).lines().get(j).text(), sample.show().language())) {
            spots.add(new Spot(i, j, sentence));
          }
        }
      }
    }
    return spots;
  }

  private static Optional<Script> first(
      Sample sample, Random random, Function<String, Optional<String>> change) {
    List<Spot> spots = spots(sample, true);
    java.util.Collections.shuffle(spots, random);
    for (Spot spot : spots) {
      Optional<String> changed = change.apply(spot.sentence());
      if (changed.isPresent() && !changed.get().equals(spot.sentence())) {
        return Optional.of(replaced(sample.script(), spot, changed.get()));
      }
    }
    return Optional.empty();
  }

  private static Script replaced(Script script, Spot spot, String sentence) {
    return edited(
        script,
        spot.segment(),
        segment -> {
          List<Line> lines = new ArrayList<>(segment.lines());
          Line line = lines.get(spot.line());
          lines.set(
              spot.line(),
              new Line(
                  line.speaker(), line.text().replace(spot.sentence(), sentence), line.pause()));
          return new Segment(segment.heading(), lines, segment.covers());
        });
  }

  private static Script edited(Script script, int at, Function<Segment, Segment> edit) {
    List<Segment> segments = new ArrayList<>(script.segments());
    segments.set(at, edit.apply(segments.get(at)));
    return new Script(script.title(), script.summary(), script.language(), segments);
  }

  private static Defect mention(Kind kind) {
    return (sample, random) -> first(sample, random, text -> changed(sample, kind, text, random));
  }

  private static Optional<String> changed(
      Sample sample, Kind kind, String sentence, Random random) {
    Heard heard = Heard.of(sample.show().language()).orElseThrow();
    for (Mention mention : heard.mentions(sentence)) {
      if (mention.kind() == kind && mention.value() > 1) {
        Matcher number = Pattern.compile("\\d+(?:\\.\\d+)?").matcher(mention.text());
        List<String> numbers = new ArrayList<>();
        while (number.find()) {
          numbers.add(number.group());
        }
        for (String found : numbers) {
          Optional<String> changed = changed(sample, kind, sentence, found, random);
          if (changed.isPresent()) {
            return changed;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> changed(
      Sample sample, Kind kind, String sentence, String number, Random random) {
    if (number.contains(".")) {
      String shown = sample.language().equals("en") ? number : number.replace('.', ',');
      String other =
          shown.substring(0, shown.length() - 1) + (9 - shown.charAt(shown.length() - 1) + '0');
      return sentence.contains(shown)
          ? Optional.of(sentence.replace(shown, other))
          : Optional.empty();
    }
    long value = Long.parseLong(number);
    long[] others =
        switch (kind) {
          case TIME -> new long[] {value % 12 + 1, value > 2 ? value - 1 : value + 2};
          case DATE -> new long[] {value % 28 + 1, value > 3 ? value - 2 : value + 2};
          default ->
              new long[] {value + 1, value * 2, value + 10, value > 2 ? value - 1 : value + 3};
        };
    long other = others[random.nextInt(others.length)];
    Spoken spoken = Spoken.of(sample.show().language()).orElseThrow();
    for (Function<Long, String> form : forms(spoken, sample.show().language())) {
      Pattern surface =
          Pattern.compile(
              "(?iu)(?<![\\p{L}\\p{N}.,])"
                  + Pattern.quote(form.apply(value))
                  + "(?![\\p{L}\\p{N}-])");
      Matcher matcher = surface.matcher(sentence);
      if (matcher.find()) {
        return Optional.of(matcher.replaceFirst(Matcher.quoteReplacement(form.apply(other))));
      }
    }
    return Optional.empty();
  }

  private static List<Function<Long, String>> forms(Spoken spoken, Locale language) {
    return List.of(
        String::valueOf,
        spoken::number,
        spoken::ordinal,
        n -> spoken.ordinal(n) + "n",
        n -> String.format(language, "%,d", n),
        n -> String.format(language, "%,d", n).replace('\u202f', ' ').replace('\u00a0', ' '));
  }

  private static Optional<Script> weekday(Sample sample, Random random) {
    Locale language = sample.show().language();
    List<String> names =
        Arrays.stream(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.FULL, language))
            .toList();
    return first(sample, random, text -> swapped(text, names, random));
  }

  private static Optional<Script> day(Sample sample, Random random) {
    List<String> said = List.of(Bank.of(sample.language()).get("days").split(";", -1));
    List<String> months =
        Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, sample.show().language()))
            .toList();
    return first(
        sample,
        random,
        text -> swapped(text, said, random).or(() -> swapped(text, months, random)));
  }

  private static Optional<String> swapped(String text, List<String> names, Random random) {
    for (String name : names) {
      Matcher matcher =
          Pattern.compile("(?<!\\p{L})" + Pattern.quote(name) + "(?!\\p{L})").matcher(text);
      if (matcher.find()) {
        int other = (names.indexOf(name) + 1 + random.nextInt(names.size() - 1)) % names.size();
        return Optional.of(matcher.replaceFirst(Matcher.quoteReplacement(names.get(other))));
      }
    }
    return Optional.empty();
  }

  private static Optional<Script> name(Sample sample, Random random, boolean invented) {
    List<String> there =
        Corpus.NAMES.stream()
            .sorted()
            .filter(name -> sample.rundown().stories().stream().anyMatch(story -> has(story, name)))
            .toList();
    return first(
        sample,
        random,
        text -> {
          for (String name : there) {
            Matcher matcher = Pattern.compile("(?<!\\p{L})" + name + "(?!\\p{L})").matcher(text);
            if (matcher.find()) {
              List<String> others =
                  invented
                      ? List.of("Benedikta", "Marlow", "Quintus", "Zora", "Halvard")
                      : there.stream()
                          .filter(other -> !sharesStory(sample.rundown(), name, other))
                          .toList();
              if (!others.isEmpty()) {
                return Optional.of(matcher.replaceFirst(others.get(random.nextInt(others.size()))));
              }
            }
          }
          return Optional.empty();
        });
  }

  private static boolean sharesStory(Rundown rundown, String one, String other) {
    return rundown.stories().stream().anyMatch(story -> has(story, one) && has(story, other));
  }

  private static boolean has(Story story, String name) {
    return Pattern.compile("(?<!\\p{L})" + name).matcher(story.item().toString()).find();
  }

  private static Optional<Script> code(Sample sample, Random random) {
    return first(
        sample,
        random,
        text ->
            text.contains("KX7F2P")
                ? Optional.of(text.replace("KX7F2P", "KX7E2P"))
                : text.contains("B42")
                    ? Optional.of(text.replace("B42", "B24"))
                    : Optional.empty());
  }

  private static Optional<Script> quote(Sample sample, Random random) {
    Pattern quoted = Pattern.compile("([“„«\"]\\s?\\p{L}+ )(\\p{L}+)");
    String other = Bank.of(sample.language()).get("word");
    return first(
        sample,
        random,
        text -> {
          Matcher matcher = quoted.matcher(text);
          return matcher.find()
              ? Optional.of(matcher.replaceFirst("$1" + other))
              : Optional.empty();
        });
  }

  /** Adds a sentence from the bank to a story. */
  private static Defect added(String kind) {
    return (sample, random) -> {
      List<Spot> spots = spots(sample, false);
      if (spots.isEmpty()) {
        return Optional.empty();
      }
      Spot spot = spots.get(random.nextInt(spots.size()));
      List<String> bank = List.of(Bank.of(sample.language()).get(kind).split(";", -1));
      String more = bank.get(random.nextInt(bank.size())).strip();
      return Optional.of(replaced(sample.script(), spot, spot.sentence() + " " + more));
    };
  }

  private static Optional<Script> drop(Sample sample, Random random) {
    List<String> must =
        sample.rundown().stories().stream()
            .filter(Story::mustSay)
            .map(story -> story.item().id())
            .toList();
    List<Segment> kept =
        sample.script().segments().stream()
            .filter(segment -> segment.covers().stream().noneMatch(must::contains))
            .toList();
    return must.isEmpty() ? Optional.empty() : Optional.of(with(sample.script(), kept));
  }

  private static Script with(Script script, List<Segment> segments) {
    return new Script(script.title(), script.summary(), script.language(), segments);
  }

  private static Optional<Script> gap(Sample sample, Random random) {
    return sample.rundown().gaps().stream()
        .findFirst()
        .flatMap(
            gap ->
                first(
                    sample,
                    random,
                    text -> text.contains(gap.source()) ? Optional.of("…") : Optional.empty()));
  }

  private static Optional<Script> held(Sample sample, Random random) {
    for (Story story : sample.rundown().stories()) {
      if (story.item() instanceof Appointment appointment
          && appointment.standing() == Standing.CANCELLED) {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : sample.script().segments()) {
          segments.add(
              segment.covers().contains(appointment.id())
                  ? new Segment(
                      segment.heading(),
                      List.of(
                          new Line(
                              "host",
                              appointment.title() + ", " + story.fact("at").orElse("") + ".")),
                      segment.covers())
                  : segment);
        }
        return Optional.of(with(sample.script(), segments));
      }
    }
    return Optional.empty();
  }

  private static Optional<Script> item(Sample sample, Random random) {
    return Optional.of(
        edited(
            sample.script(),
            random.nextInt(sample.script().segments().size()),
            segment -> {
              List<String> covers = new ArrayList<>(segment.covers());
              covers.add("x9");
              return new Segment(segment.heading(), segment.lines(), covers);
            }));
  }

  /** A story comes again at the end, as if it were another. */
  private static Optional<Script> twice(Sample sample, Random random) {
    List<Segment> told =
        sample.script().segments().stream().filter(segment -> !segment.covers().isEmpty()).toList();
    Segment again = told.get(random.nextInt(told.size()));
    List<Segment> segments = new ArrayList<>(sample.script().segments());
    segments.add(segments.size() - 1, again);
    return Optional.of(with(sample.script(), segments));
  }

  private Optional<Script> language(Sample sample, Random random) {
    List<Segment> other =
        elsewhere.apply(sample).segments().stream()
            .filter(segment -> !segment.covers().isEmpty())
            .toList();
    List<Segment> segments = new ArrayList<>(sample.script().segments());
    for (int i = 0; i < segments.size(); i++) {
      Segment own = segments.get(i);
      if (!own.covers().isEmpty()) {
        segments.set(
            i,
            new Segment(
                own.heading(), other.get(random.nextInt(other.size())).lines(), own.covers()));
        return Optional.of(with(sample.script(), segments));
      }
    }
    return Optional.empty();
  }

  private static Optional<Script> loop(Sample sample, Random random) {
    BiFunction<Segment, Integer, Segment> repeated =
        (segment, times) -> {
          List<Line> lines = new ArrayList<>();
          for (int i = 0; i < times; i++) {
            lines.addAll(segment.lines());
          }
          return new Segment(segment.heading(), lines, segment.covers());
        };
    int at = random.nextInt(sample.script().segments().size());
    return Optional.of(edited(sample.script(), at, segment -> repeated.apply(segment, 400)));
  }
}
