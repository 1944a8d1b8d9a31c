package larksong.model;

/**
 * Something computed about an item, as a finished phrase that may be spoken as it is.
 *
 * @param name what it is about, such as {@code when} or {@code lasts}
 * @param phrase in the show's language, such as {@code at a quarter past two}
 */
public record Fact(String name, String phrase) {

  public Fact {
    Check.filled("name", name);
    Check.filled("phrase", phrase);
  }
}
