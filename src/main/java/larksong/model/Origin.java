package larksong.model;

/** Whose words a script has. */
public enum Origin {
  /** The sources' own, in the outline's sentences. */
  OUTLINE,
  /** A language model's. */
  MODEL,
  /** Some parts are a model's, the others the outline's. */
  MODEL_AND_OUTLINE,
  /** The owner's, who changed what was written. */
  OWNER;

  /** Whose words a script has that is put together of two. */
  public Origin and(Origin other) {
    return this == other ? this : MODEL_AND_OUTLINE;
  }

  /** Whether sentences of the sources stand in it as they were. */
  public boolean repeatsSources() {
    return this == OUTLINE || this == MODEL_AND_OUTLINE;
  }
}
