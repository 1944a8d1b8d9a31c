package larksong.spoken;

/**
 * Something exact that a sentence says.
 *
 * @param kind what it is
 * @param value its canonical form, so that {@code half past two} and {@code 2:30} are one: minutes
 *     of the day for times, seconds for durations, {@code 11-21} for dates, {@code +1} for days
 *     from today, else a decimal number
 * @param unit what is counted: {@code percent}, a currency's code, or the word after the number;
 *     may be empty
 * @param about whether it is said to be rounded
 * @param before the word before it, or the two before it
 * @param text as it stands in the sentence, with number words as digits
 */
public record Mention(
    Kind kind, double value, String unit, boolean about, String before, String text) {

  /** The same after another word. */
  public Mention after(String word) {
    return new Mention(kind, value, unit, about, word, text);
  }

  /** What kinds of exact things sentences say. */
  public enum Kind {
    TIME,
    DURATION,
    DATE,
    WEEKDAY,
    DAY,
    AMOUNT,
    NUMBER,
    ORDINAL
  }
}
