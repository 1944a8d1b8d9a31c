package larksong.model;

/** A sentence of a script, each part counted from zero. */
public record Place(int segment, int line, int sentence) {

  @Override
  public String toString() {
    return "segment " + (segment + 1) + ", line " + (line + 1) + ", sentence " + (sentence + 1);
  }
}
