package larksong.spoken;

/** What a sentence asks of somebody, the gravest first. */
public enum Request {
  /** Of a program that reads or retells it: what it is to forget, to be or to say. */
  OF_A_MACHINE,
  /** Of whoever retells it, perhaps: nobody asks a listener to announce something. */
  TO_BE_SAID,
  /** Of whoever hears it, an act: to call, pay, confirm, log in, open, hand over, add, leave. */
  AN_ACT,
  /** Nobody can tell: it is in a language that none of ours is. */
  UNKNOWN,
  /** Of whoever hears it, something else: it speaks to them, or says please. */
  OF_THE_HEARER,
  /** How something is done, as recipes say it, or where something is found. */
  A_DIRECTION
}
