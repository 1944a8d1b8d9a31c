package larksong.privacy;

/** How much of a person's name a text says, so that it can be put back as it stood. */
public enum Extent {
  /** {@code Priya Raman}, in either order, with or without what stands between. */
  FULL,
  /** {@code Priya}. */
  GIVEN,
  /** {@code Raman}. */
  FAMILY,
  /** {@code P. R.}. */
  INITIALS,
  /** {@code P. Raman}. */
  INITIAL_AND_FAMILY,
  /** {@code Priya R.}. */
  GIVEN_AND_INITIAL,
  /** {@code Bob}, where the owner lists it for Robert. */
  DIMINUTIVE
}
