package larksong.egress;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.model.Departure;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.EditionId;
import larksong.model.Level;

/**
 * What a thread is about when something leaves: for which edition, to whom, and what goes along.
 *
 * @param recipient what the owner calls who gets it; may be empty
 * @param level the most cautious of the words that go along, as they are sent: what has stand-ins
 *     in the place of what is private is free
 * @param passedOn whether what is asked on this machine passes it on to another
 */
public record Errand(
    Optional<EditionId> edition,
    Purpose purpose,
    String recipient,
    List<Part> parts,
    Level level,
    boolean passedOn) {

  /** Nobody said what goes along, so none of it may leave. */
  private static final Errand NONE =
      new Errand(Optional.empty(), Purpose.OTHER, "", List.of(), Level.LOCAL, false);

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
    return new Errand(Optional.of(one), purpose, recipient, parts, level, passedOn);
  }

  /** The same with words of another level. */
  public Errand of(Level other) {
    return new Errand(edition, purpose, recipient, parts, other, passedOn);
  }

  /** For the same edition, to someone who is only asked: no words of anybody go along yet. */
  public Errand to(Purpose other, String someone) {
    return new Errand(edition, other, someone, List.of(), Level.FREE, false);
  }

  /** The same with what goes along, and its level. */
  public Errand carrying(List<Part> carried, Level carriedLevel) {
    return new Errand(edition, purpose, recipient, carried, carriedLevel, passedOn);
  }

  /** The same to someone on this machine who passes it on. */
  public Errand passingOn() {
    return new Errand(edition, purpose, recipient, parts, level, true);
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

  /** What is done on an errand. */
  @FunctionalInterface
  public interface Doing<T, E extends Exception> {
    T done() throws E;
  }

  /** Has this thread do something on this errand. */
  public <T, E extends Exception> T during(Doing<T, E> doing) throws E {
    Scope scope = begin();
    try {
      return doing.done();
    } finally {
      scope.close();
    }
  }

  /**
   * What leaves on it for a place, with what goes along beside its own parts.
   *
   * @throws StaysHereException if it may not
   */
  public Departure leaving(String place, List<Part> found, long bytes) throws StaysHereException {
    if (who().mayHave(level) != Share.AS_IT_IS) {
      throw new StaysHereException(
          recipient.isEmpty() ? place : recipient, level.name().toLowerCase(Locale.ROOT));
    }
    return new Departure(
        edition, purpose, recipient, place, parts.isEmpty() ? found : parts, bytes);
  }

  private Recipient who() {
    return switch (purpose) {
      case PUBLISH, SHARE -> Recipient.TARGET;
      case WRITE, JUDGE -> Recipient.MODEL;
      case SPEAK -> passedOn ? Recipient.VOICE : Recipient.HERE;
      case FETCH, ALERT, TRY, SIGN_IN, OTHER -> Recipient.ANYBODY;
    };
  }
}
