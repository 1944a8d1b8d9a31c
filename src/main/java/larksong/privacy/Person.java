package larksong.privacy;

import java.util.Map;

/**
 * Somebody whose name must not leave, by one number in one edition.
 *
 * @param number counts the people from zero
 * @param name in the best form that was found: {@code José García}, even if one source writes
 *     {@code GARCIA, JOSE}
 * @param forms the name by extent; an extent that the name has no words for is missing
 */
public record Person(int number, String name, Map<Extent, String> forms) {

  public Person {
    if (number < 0 || name.isBlank()) {
      throw new IllegalArgumentException("Expected a number from 0 and a name");
    }
    forms = Map.copyOf(forms);
  }

  /** The words of the name for an extent, or the whole name where it has none. */
  public String form(Extent extent) {
    return forms.getOrDefault(extent, name);
  }

  /** Only the number: a name does not belong into a log. */
  @Override
  public String toString() {
    return "Person " + number;
  }
}
