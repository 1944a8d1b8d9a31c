package larksong.model;

import java.util.List;

/**
 * Something computed about an item, as a finished phrase that may be spoken as it is.
 *
 * @param name what it is about, such as {@code when} or {@code lasts}
 * @param phrase in the show's language, such as {@code at a quarter past two}
 * @param others the ids of the other items that it tells something of
 */
public record Fact(String name, String phrase, List<String> others) {

  public Fact {
    Check.filled("name", name);
    Check.filled("phrase", phrase);
    others = List.copyOf(others);
  }

  /** One that tells nothing of other items. */
  public Fact(String name, String phrase) {
    this(name, phrase, List.of());
  }
}
