package larksong.proof;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import larksong.spoken.Mention;
import larksong.spoken.Mention.Kind;

/**
 * What a sentence may say exactly.
 *
 * @param evidence what its stories say
 * @param counts how much there is to tell
 * @param items how many stories there are
 * @param covered how many of them the segment covers; none, if it greets or closes
 * @param named whether the sentence names what it rests on
 */
record Measures(
    Evidence evidence,
    List<Mention> counts,
    int items,
    int covered,
    boolean named,
    Grammar grammar,
    String sentence) {

  /** What may be lost in "about": forty percent from 39.6, a thousand from 1,040. */
  private static final double ROUNDING = 0.08;

  /** The same of a duration: a little more than three hours from three hours and twenty minutes. */
  private static final double DURATION_ROUNDING = 0.11;

  /** What may be lost in "almost three quarters". */
  private static final double PART_ROUNDING = 0.1;

  /** How many things a note holds is counted by who reads it. */
  private static final int FEW = 5;

  /** Minutes that "towards four" may be off. */
  private static final int NEARLY = 5;

  private static final int HALF_DAY = 720;
  private static final double YEAR = 365 * 86_400.0;

  boolean hold(Mention said) {
    return switch (said.kind()) {
      case TIME -> time(said);
      case DURATION -> duration(said);
      case DATE -> any(Kind.DATE, known -> sameDate(said, known));
      case WEEKDAY -> any(Kind.WEEKDAY, known -> known.value() == said.value());
      case DAY -> day(said);
      case AMOUNT ->
          any(Kind.AMOUNT, known -> known.unit().equals(said.unit()) && same(said, known.value()));
      case NUMBER -> number(said);
      case ORDINAL -> ordinal(said);
    };
  }

  private boolean any(Kind kind, Predicate<Mention> test) {
    return evidence.mentions().stream().filter(mention -> mention.kind() == kind).anyMatch(test);
  }

  /**
   * People say half past two at any half past two; only a day part or a 24-hour clock says which.
   */
  private static boolean sameTime(Mention said, Mention known) {
    boolean exactly = said.unit().equals("day") && known.unit().equals("day");
    int within = exactly ? 2 * HALF_DAY : HALF_DAY;
    int apart = Math.floorMod((int) (said.value() - known.value()), within);
    return Math.min(apart, within - apart) <= (said.about() && said.value() % 60 == 0 ? NEARLY : 0);
  }

  /** What begins is said at its beginning; its end, and when it was planned, only as such. */
  private boolean time(Mention said) {
    boolean starts = any(Kind.TIME, known -> sameTime(said, known));
    boolean ends =
        evidence.asides().stream()
            .anyMatch(known -> known.kind() == Kind.TIME && sameTime(said, known));
    if (isMoved() && grammar.not().matcher(said.before()).find()) {
      return ends;
    }
    boolean lasts =
        !said.unit().equals("day")
            && any(Kind.DURATION, known -> known.value() == said.value() * 60);
    return starts
        || lasts
        || isPlainNumber(said)
        || (ends && grammar.aside().matcher(isMoved() ? upToDenial() : sentence).find());
  }

  /** "Now at three, not at ten": what is denied announces no end. */
  private String upToDenial() {
    Matcher denial = grammar.denial().matcher(sentence);
    return denial.find() ? sentence.substring(0, denial.start()) : sentence;
  }

  /** "Up from twelve" is no time. */
  private boolean isPlainNumber(Mention said) {
    return !said.unit().equals("day")
        && said.value() % 60 == 0
        && evidence.mentions().stream().noneMatch(known -> known.kind() == Kind.TIME)
        && Stream.of(Kind.NUMBER, Kind.AMOUNT)
            .anyMatch(kind -> any(kind, known -> known.value() == said.value() / 60));
  }

  /** "Down for eleven" is one. */
  private boolean isPlainTime(Mention said) {
    boolean hour = said.value() >= 1 && said.value() <= 24 && covered > 0;
    return hour
        && (any(Kind.TIME, known -> known.value() % HALF_DAY == said.value() * 60 % HALF_DAY)
            || (isMoved()
                && evidence.asides().stream()
                    .anyMatch(known -> known.value() % HALF_DAY == said.value() * 60 % HALF_DAY)));
  }

  /** "The year before it was ninety-six", minutes. */
  private boolean isPlainDuration(Mention said) {
    return said.unit().isEmpty()
        && any(
            Kind.DURATION,
            known ->
                DoubleStream.of(60, 3600, 86_400)
                    .anyMatch(unit -> known.value() == said.value() * unit));
  }

  private boolean isMoved() {
    return evidence.asides().stream().anyMatch(aside -> aside.before().equals("was"));
  }

  private static boolean sameDate(Mention said, Mention known) {
    return said.unit().equals("month")
        ? Math.floor(said.value() / 100) == Math.floor(known.value() / 100)
        : said.value() == known.value();
  }

  /** Today is the edition's own day; it is wrong only of what is said to be on another. */
  private boolean day(Mention said) {
    boolean later = any(Kind.DAY, known -> known.value() > 0);
    boolean onAnother = later && named;
    boolean today = said.value() == 0 && !onAnother;
    boolean farewell = covered == 0 && grammar.farewell().matcher(sentence).find();
    return today || farewell || any(Kind.DAY, known -> known.value() == said.value());
  }

  /** How many days a journey has is counted too. */
  private boolean duration(Mention said) {
    boolean hour =
        said.value() % 3600 == 0
            && grammar.clock().matcher(said.text()).find()
            && !grammar.lasting().matcher(sentence).find();
    return any(Kind.DURATION, known -> same(said, known.value()))
        || (hour
            && any(Kind.TIME, known -> known.value() % HALF_DAY == said.value() / 60 % HALF_DAY))
        || counts.stream()
            .anyMatch(count -> count.kind() == Kind.DURATION && same(said, count.value()));
  }

  private boolean ordinal(Mention said) {
    return said.value() <= items
        || any(Kind.ORDINAL, known -> known.value() == said.value())
        || any(Kind.NUMBER, known -> known.value() == said.value())
        || any(Kind.DATE, known -> known.value() % 100 == said.value());
  }

  private boolean number(Mention said) {
    boolean pronoun = said.value() == 1 || said.value() == 0;
    boolean few =
        covered > 0 && said.value() <= FEW && grammar.things().matcher(said.unit()).matches();
    if (pronoun || few || (!named && said.value() == covered)) {
      return true;
    }
    if (!said.unit().isEmpty()
        && counts.stream().anyMatch(count -> Words.alike(count.unit(), said.unit()))) {
      return counts.stream()
              .anyMatch(
                  count -> count.value() == said.value() && Words.alike(count.unit(), said.unit()))
          || any(Kind.NUMBER, known -> isOf(known, said.unit()) && same(said, known.value()));
    }
    boolean counted =
        counts.stream()
            .filter(count -> count.value() == said.value())
            .anyMatch(count -> covered == 0);
    return counted
        || any(Kind.NUMBER, known -> sameNumber(said, known))
        || any(Kind.ORDINAL, known -> isOf(known, said.unit()) && same(said, known.value()))
        || any(Kind.DURATION, known -> known.value() == said.value() * YEAR)
        || isPlainTime(said)
        || isPlainDuration(said)
        || any(Kind.AMOUNT, known -> isAlone(said) && same(said, known.value()));
  }

  /** Whether the source counts nothing of what it is said to count. */
  private boolean isAlone(Mention said) {
    return said.unit().isEmpty()
        || evidence.mentions().stream().noneMatch(other -> isOf(other, said.unit()));
  }

  /** A number that the source gives for the same thing must be that one; else any of it will do. */
  private boolean sameNumber(Mention said, Mention of) {
    if (!same(said, of.value())) {
      return false;
    }
    boolean sameThing =
        said.unit().isEmpty() || of.unit().isEmpty() || Words.alike(said.unit(), of.unit());
    return sameThing || evidence.mentions().stream().noneMatch(other -> isOf(other, said.unit()));
  }

  private static boolean isOf(Mention number, String unit) {
    return (number.kind() == Kind.NUMBER || number.kind() == Kind.ORDINAL)
        && !number.unit().isEmpty()
        && Words.alike(number.unit(), unit);
  }

  private static boolean same(Mention said, double value) {
    double off = Math.abs(said.value() - value);
    double rounding = said.kind() == Kind.DURATION ? DURATION_ROUNDING : ROUNDING;
    boolean near = off <= Math.abs(value) * rounding;
    boolean whole = Math.rint(value) == said.value();
    return off < 1e-6
        || (said.about()
            && (whole
                || (near && (said.kind() == Kind.DURATION || isRound(said.value())))
                || (isPart(said.value()) && off <= value * PART_ROUNDING)));
  }

  /** A third, a quarter, a half, three quarters, two thirds, in percent. */
  private static boolean isPart(double value) {
    return Math.abs(value * 12 / 100 - Math.rint(value * 12 / 100)) < 0.01;
  }

  /** People round to few digits: about forty, about 39 million, but not about 7,999. */
  private static boolean isRound(double value) {
    double unit = 1;
    while (value / unit >= 100) {
      unit *= 10;
    }
    return value < 10 || (value / unit == Math.rint(value / unit) && (unit > 1 || value % 5 == 0));
  }

  /** The check's name for a mention that does not hold. */
  static String check(Mention mention) {
    return switch (mention.kind()) {
      case TIME -> "untraced-time";
      case DURATION -> "untraced-duration";
      case DATE, WEEKDAY, DAY -> "untraced-date";
      case AMOUNT -> "untraced-amount";
      case NUMBER, ORDINAL -> "untraced-number";
    };
  }
}
