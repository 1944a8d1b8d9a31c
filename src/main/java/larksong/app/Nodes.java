package larksong.app;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.egress.Errand;
import larksong.library.store.Leases.Lease;
import larksong.library.store.LibraryException;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.publish.FolderTurns;
import larksong.publish.Turns;
import larksong.studio.Production;
import larksong.studio.StudioException;
import larksong.studio.TakenOverException;

/** Which of the nodes that share a library is at work on what; without others, always this one. */
final class Nodes implements AutoCloseable {

  private final Once<Optional<LeasedTurns>> turns;

  /** The turns are opened when they are needed first. */
  Nodes(Supplier<Optional<LeasedTurns>> turns) {
    this.turns = new Once<>(turns);
  }

  /** What makes an edition. */
  @FunctionalInterface
  interface Making {
    Production make() throws StudioException, InterruptedException;
  }

  /**
   * One of them makes it.
   *
   * @throws TakenOverException if that was another in the end
   */
  Production make(Edition edition, Making making) throws StudioException, InterruptedException {
    Errand.Scope scope = Errand.current().about(edition.id()).begin();
    try {
      return inTurn(edition, making);
    } finally {
      scope.close();
    }
  }

  private Production inTurn(Edition edition, Making making)
      throws StudioException, InterruptedException {
    if (turns.get().isEmpty()) {
      return making.make();
    }
    LeasedTurns leased = turns.get().get();
    Turns.Turn turn = leased.taken(name(edition.id()));
    try {
      Production production = making.make();
      if (leased.isLost(name(edition.id()))) {
        throw new TakenOverException(edition);
      }
      return production;
    } finally {
      turn.close();
    }
  }

  /** A turn at an edition, which ends when it is closed; at once without other nodes. */
  Turns.Turn turn(EditionId edition) throws InterruptedException {
    Optional<LeasedTurns> leased = turns.get();
    return leased.isPresent() ? leased.get().taken(name(edition)) : () -> {};
  }

  /** Turns at targets, which the processes of this home take by its folder if it is alone. */
  Turns turns(Path folder) {
    return turns.get().<Turns>map(leased -> leased).orElseGet(() -> new FolderTurns(folder));
  }

  /** Under which an edition is published; none without other nodes. */
  Optional<Lease> at(Edition edition) {
    return held(name(edition.id()));
  }

  /** Under which is written of a target, and not outside a turn at it; none without other nodes. */
  Optional<Lease> at(String target) {
    Optional<Lease> turn = held("target " + target);
    if (turn.isEmpty() && turns.get().isPresent()) {
      throw new LibraryException("The turn at '" + target + "' is over.");
    }
    return turn;
  }

  private Optional<Lease> held(String name) {
    return turns.get().flatMap(leased -> leased.held(name));
  }

  private static String name(EditionId edition) {
    return "edition " + edition;
  }

  @Override
  public void close() {
    turns.ifMade(made -> made.ifPresent(LeasedTurns::close));
  }
}
