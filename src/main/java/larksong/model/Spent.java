package larksong.model;

import java.math.BigDecimal;

/** What calls of models came to. */
public record Spent(long calls, long tokensIn, long tokensOut, BigDecimal price) {

  public static final Spent NOTHING = new Spent(0, 0, 0, BigDecimal.ZERO);

  public long tokens() {
    return tokensIn + tokensOut;
  }
}
