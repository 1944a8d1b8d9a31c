package larksong.config;

import java.math.BigDecimal;
import java.util.Optional;
import larksong.model.Spent;

/**
 * How much the models may cost; what is over it is written by a cheaper model or by the outline.
 *
 * @param edition money for one edition
 * @param month money for all editions of a calendar month
 * @param editionTokens tokens for one edition, in and out
 * @param monthTokens tokens for all editions of a calendar month
 */
public record Budget(
    Optional<BigDecimal> edition,
    Optional<BigDecimal> month,
    Optional<BigDecimal> editionTokens,
    Optional<BigDecimal> monthTokens) {

  /** No limits. */
  public static final Budget NONE =
      new Budget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Reads {@code edition}, {@code month}, {@code edition-tokens}, {@code month-tokens}. */
  static Budget of(Section section) {
    Budget budget =
        new Budget(
            section.amount("edition"),
            section.amount("month"),
            section.amount("edition-tokens"),
            section.amount("month-tokens"));
    section.finish();
    return budget;
  }

  /**
   * What of it is used up, in words.
   *
   * @param share how much of it may be used, from 0 to 1
   */
  public Optional<String> usedUp(Spent ofEdition, Spent ofMonth, BigDecimal share) {
    return over("the edition's budget", ofEdition.price(), edition, share)
        .or(() -> over("the month's budget", ofMonth.price(), month, share))
        .or(() -> over("the edition's tokens", tokens(ofEdition), editionTokens, share))
        .or(() -> over("the month's tokens", tokens(ofMonth), monthTokens, share));
  }

  private static BigDecimal tokens(Spent spent) {
    return BigDecimal.valueOf(spent.tokens());
  }

  private static Optional<String> over(
      String what, BigDecimal spent, Optional<BigDecimal> limit, BigDecimal share) {
    return limit
        .filter(most -> spent.compareTo(most.multiply(share)) >= 0)
        .map(most -> what + ", " + spent.toPlainString() + " of " + most.toPlainString());
  }
}
