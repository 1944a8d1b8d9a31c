package larksong.egress;

/** How much of a text somebody may have. */
public enum Share {
  NOTHING,
  WITH_STAND_INS,
  AS_IT_IS
}
