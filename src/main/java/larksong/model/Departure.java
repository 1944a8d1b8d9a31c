package larksong.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One call that leaves this machine, or is given to a program that may pass it on.
 *
 * @param edition what it is for; empty if for no edition
 * @param recipient what the owner calls who gets it: a model, a target, an engine, a source
 * @param place a host, and nothing more of its address, or a program on this machine
 * @param parts what goes along
 * @param bytes how many: of a request its line, headers and body, of a program what it is given
 */
public record Departure(
    Optional<EditionId> edition,
    Purpose purpose,
    String recipient,
    String place,
    List<Part> parts,
    long bytes) {

  /** What something leaves for. */
  public enum Purpose {
    FETCH,
    WRITE,
    JUDGE,
    SPEAK,
    PUBLISH,
    ALERT,
    TRY,
    SIGN_IN,
    OTHER;

    /** As it is shown to people. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * Fields of one thing that goes along.
   *
   * @param source of an item; empty for what is no source's
   * @param thing an item's id, or a word such as {@code episode}
   */
  public record Part(String source, String thing, List<String> fields) {

    public Part {
      Check.filled("thing", thing);
      fields = List.copyOf(fields);
    }

    /** Of what is no source's. */
    public static Part of(String thing, String... fields) {
      return new Part("", thing, List.of(fields));
    }
  }

  public Departure {
    Check.filled("place", place);
    parts = List.copyOf(parts);
    Check.that(bytes >= 0, "Expected a number of bytes but was " + bytes);
  }

  /** The same with another number of bytes. */
  public Departure of(long otherBytes) {
    return new Departure(edition, purpose, recipient, place, parts, otherBytes);
  }
}
