package larksong.model;

import java.util.List;
import java.util.Optional;

/**
 * An item chosen for an edition.
 *
 * @param weight how much room it gets
 * @param mustSay whether an edition without it is wrong
 * @param facts what was computed about it, in the show's language
 */
public record Story(Item item, Weight weight, boolean mustSay, List<Fact> facts) {

  /** How much room a story gets: four to six sentences, about three, or one. */
  public enum Weight {
    MAJOR,
    NOTABLE,
    SMALL
  }

  public Story {
    facts = List.copyOf(facts);
  }

  /** The phrase of the fact with this name. */
  public Optional<String> fact(String name) {
    return facts.stream().filter(fact -> fact.name().equals(name)).map(Fact::phrase).findFirst();
  }
}
