package larksong.egress;

import java.util.List;
import java.util.Optional;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.EditionId;

/**
 * What a thread is about when something leaves: for which edition, to whom, and what goes along.
 *
 * @param recipient what the owner calls who gets it; may be empty
 * @param passedOn whether what is asked on this machine passes it on to another
 */
public record Errand(
    Optional<EditionId> edition,
    Purpose purpose,
    String recipient,
    List<Part> parts,
    boolean passedOn) {

  private static final Errand NONE =
      new Errand(Optional.empty(), Purpose.OTHER, "", List.of(), false);

  private static final ThreadLocal<Errand> CURRENT = ThreadLocal.withInitial(() -> NONE);

  /** The end of an errand, by the thread that is on it. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  public Errand {
    parts = List.copyOf(parts);
  }

  /** What this thread is about. */
  public static Errand current() {
    return CURRENT.get();
  }

  /** The same for this edition. */
  public Errand about(EditionId one) {
    return new Errand(Optional.of(one), purpose, recipient, parts, passedOn);
  }

  /** For the same edition, to someone; nothing goes along yet. */
  public Errand to(Purpose other, String someone) {
    return new Errand(edition, other, someone, List.of(), false);
  }

  /** The same with what goes along. */
  public Errand carrying(List<Part> carried) {
    return new Errand(edition, purpose, recipient, carried, passedOn);
  }

  /** The same to someone on this machine who passes it on. */
  public Errand passingOn() {
    return new Errand(edition, purpose, recipient, parts, true);
  }

  public boolean isKnown() {
    return !equals(NONE);
  }

  /** Has this thread on this errand until the scope is closed. */
  public Scope begin() {
    Errand before = CURRENT.get();
    CURRENT.set(this);
    return () -> CURRENT.set(before);
  }

  /** What leaves on it for a place, with what goes along beside its own parts. */
  public Departure leaving(String place, List<Part> found, long bytes) {
    return new Departure(
        edition, purpose, recipient, place, parts.isEmpty() ? found : parts, bytes);
  }
}
