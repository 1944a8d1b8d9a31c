package larksong.publish;

import java.util.Optional;
import larksong.model.Edition;

/**
 * What a publisher writes down of an edition before each step that cannot be taken back, so that it
 * knows after a crash what may have happened.
 */
public interface Receipts {

  /** What was written last. */
  Optional<String> read(Edition edition);

  /** Whether the receipt of any edition has this word, such as an id at the target. */
  boolean mention(String word);

  /** What was remembered of the target itself. */
  Optional<String> memory();

  /** Replaces that; it is safe when this returns. */
  void remember(String memory);

  /** Replaces it; it is safe when this returns. */
  void write(Edition edition, String receipt);

  /**
   * Makes sure, before a step that writes no receipt, that no other node got the turn at the target
   * while this one was stalled.
   *
   * @throws larksong.library.store.LibraryException if one did
   */
  void checkTurn();
}
