package larksong.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import larksong.model.Finding;
import larksong.model.Script;
import larksong.proof.ScriptProof;

/**
 * Plants defects into good scripts and counts what {@link ScriptProof} misses, and which good
 * scripts it would hold.
 */
public final class Evaluation {

  /** Of the defects that can be traced. */
  static final double MOST_MISSED = 0.01;

  /** Of the good scripts. */
  static final double MOST_ALARMS = 0.02;

  private static final long SEED = 20_261_121;

  private final List<String> sets;
  private final int every;
  private final Map<String, List<Sample>> corpus = new LinkedHashMap<>();

  /** What each good script is held for: the false alarms. */
  private final Map<Sample, Set<String>> good = new ConcurrentHashMap<>();

  private final List<String> missed = new ArrayList<>();
  private final List<String> alarms = new ArrayList<>();
  private int scripts;

  /** What came of one kind of defect. */
  public record Row(String kind, int planted, int missed, boolean certain) {}

  private final List<Row> rows = new ArrayList<>();

  /**
   * Over a set of mornings.
   *
   * @param sets as {@link Corpus} names them
   */
  public Evaluation(List<String> sets) {
    this(sets, 1);
  }

  /**
   * Over a part of it.
   *
   * @param every of so many scripts one gets a defect, with each kind others do
   */
  Evaluation(List<String> sets, int every) {
    this.sets = sets;
    this.every = every;
  }

  public static void main(String[] arguments) throws Exception {
    Evaluation seen = new Evaluation(Corpus.SEEN);
    seen.run();
    Evaluation unseen = new Evaluation(Corpus.UNSEEN);
    unseen.run();
    print(seen, unseen);
    if (arguments.length > 0) {
      unseen.tell();
      seen.tell();
    }
    System.out.println("unseen:       " + unseen.figures());
    System.out.println("script-proof: " + seen.figures());
    if (seen.shareMissed() > MOST_MISSED || seen.shareOfAlarms() > MOST_ALARMS) {
      System.out.println("Expected at most 1 % missed and 2 % false alarms.");
      System.exit(1);
    }
  }

  public void run() throws Exception {
    for (String language : Corpus.LANGUAGES) {
      corpus.put(language, Corpus.read(sets, language));
    }
    corpus.values().stream()
        .flatMap(List::stream)
        .parallel()
        .forEach(sample -> good.put(sample, holds(sample)));
    corpus.values().forEach(samples -> samples.forEach(this::falseAlarm));
    Random random = new Random(SEED);
    new Defects(this::elsewhere)
        .all()
        .forEach(
            (kind, defect) -> {
              List<Planted> planted = new ArrayList<>();
              int at = rows.size();
              for (List<Sample> samples : corpus.values()) {
                for (Sample sample : samples) {
                  if (at++ % every == 0) {
                    defect
                        .plant(sample, random)
                        .ifPresent(script -> planted.add(new Planted(sample, script)));
                  }
                }
              }
              List<Planted> unseen = planted.parallelStream().filter(this::isMissed).toList();
              unseen.forEach(one -> missed.add(kind + ", " + one));
              rows.add(
                  new Row(kind, planted.size(), unseen.size(), !kind.equals(Defects.UNCERTAIN)));
            });
  }

  /** A good script with a defect in it. */
  private record Planted(Sample sample, Script script) {

    @Override
    public String toString() {
      return name(sample) + ": " + difference(sample.script(), script);
    }
  }

  private boolean isMissed(Planted planted) {
    Set<String> found = holds(planted.sample().with(planted.script()));
    found.removeAll(good.getOrDefault(planted.sample(), Set.of()));
    return found.isEmpty();
  }

  private Script elsewhere(Sample sample) {
    List<String> languages = Corpus.LANGUAGES;
    String other =
        languages.get(
            (languages.indexOf(tag(sample)) + 1 + sample.number() % 2) % languages.size());
    return corpus.get(other).stream()
        .filter(one -> one.number() == sample.number() && one.writer().equals("model"))
        .findFirst()
        .orElseThrow()
        .script();
  }

  private static String tag(Sample sample) {
    return Corpus.LANGUAGES.stream()
        .filter(tag -> Locale.forLanguageTag(tag).getLanguage().equals(sample.language()))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> holds(Sample sample) {
    Set<String> holds = new HashSet<>();
    for (Finding finding :
        new ScriptProof(sample.show()).check(sample.rundown(), sample.script())) {
      if (finding.holds()) {
        holds.add(finding.check() + " " + finding.where() + " " + finding.reason());
      }
    }
    return holds;
  }

  private void falseAlarm(Sample sample) {
    scripts++;
    Set<String> holds = good.getOrDefault(sample, Set.of());
    if (!holds.isEmpty()) {
      alarms.add(name(sample) + ": " + holds);
    }
  }

  private static String name(Sample sample) {
    return sample.language() + " " + sample.rundown().edition().date() + " by " + sample.writer();
  }

  private static String difference(Script good, Script bad) {
    Set<String> lines = new HashSet<>();
    good.lines().forEach(line -> lines.add(line.text()));
    return bad.lines()
        .map(line -> line.text())
        .filter(text -> !lines.contains(text))
        .findFirst()
        .orElse("-");
  }

  public List<String> missed() {
    return List.copyOf(missed);
  }

  public List<String> alarms() {
    return List.copyOf(alarms);
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /** The share of planted defects of the kinds that can be traced that were missed. */
  public double shareMissed() {
    return (double) certainMissed() / certain();
  }

  private int certain() {
    return rows.stream().filter(Row::certain).mapToInt(Row::planted).sum();
  }

  private int certainMissed() {
    return rows.stream().filter(Row::certain).mapToInt(Row::missed).sum();
  }

  /** The share of good scripts that would be held. */
  public double shareOfAlarms() {
    return (double) alarms.size() / scripts;
  }

  private static void print(Evaluation seen, Evaluation unseen) {
    System.out.println("| defect | planted | missed | in unseen scripts | missed |");
    System.out.println("|---|---|---|---|---|");
    for (int i = 0; i < seen.rows.size(); i++) {
      Row row = seen.rows.get(i);
      Row other = unseen.rows.get(i);
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %d | %d |%n",
          row.kind(),
          row.planted(),
          row.missed(),
          other.planted(),
          other.missed());
    }
  }

  private void tell() {
    missed.forEach(System.out::println);
    alarms.forEach(System.out::println);
  }

  private String figures() {
    return String.format(
        Locale.ROOT,
        "missed %.1f %% of %d, false alarms %.1f %% of %d",
        100 * shareMissed(),
        certain(),
        100 * shareOfAlarms(),
        scripts);
  }
}
