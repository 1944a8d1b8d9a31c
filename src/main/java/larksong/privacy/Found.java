package larksong.privacy;

/** Where in a text a private thing stands. */
public record Found(int start, int end, PrivateKind kind) {

  public Found {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("Expected a place in a text but was " + start + "–" + end);
    }
  }

  boolean meets(Found other) {
    return start < other.end && other.start < end;
  }

  Found with(Found other) {
    return new Found(Math.min(start, other.start), Math.max(end, other.end), kind);
  }
}
