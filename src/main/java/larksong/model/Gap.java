package larksong.model;

/**
 * A source that could not be read; the episode is made all the same and says so.
 *
 * @param reason what happened and the next step, for the owner's eyes; never spoken
 */
public record Gap(String source, String reason) {

  public Gap {
    Check.filled("source", source);
    Check.filled("reason", reason);
  }
}
