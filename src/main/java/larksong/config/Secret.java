package larksong.config;

/** A value that must not be printed. */
public record Secret(String reveal) {

  @Override
  public String toString() {
    return "***";
  }
}
