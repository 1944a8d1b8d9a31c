package larksong.model;

/** How well the owner remembered a card. */
public enum Grade {
  AGAIN(1),
  HARD(2),
  GOOD(3),
  EASY(4);

  private final int number;

  Grade(int number) {
    this.number = number;
  }

  /** From 1, for forgotten, to 4. */
  public int number() {
    return number;
  }
}
