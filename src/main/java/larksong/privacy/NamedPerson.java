package larksong.privacy;

/**
 * A place of a text that names a person, with the title before or after the name.
 *
 * <p>An ending that can be told from the name stays outside ({@code Priya's}, {@code Annas}); one
 * that has grown into it is inside ({@code Анны}, {@code Kowalskiej}).
 *
 * @param start where it begins
 * @param end where it ends
 * @param person who is named
 * @param extent how much of the name is there
 * @param title the title or honorific as it is written, {@code Frau Dr.} or {@code -san}; empty if
 *     there is none
 */
public record NamedPerson(int start, int end, Person person, Extent extent, String title) {

  public NamedPerson {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("Expected a place, but was " + start + " to " + end);
    }
  }
}
