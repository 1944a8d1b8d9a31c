package larksong.studio;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.RunStatus;

/**
 * What is known of editions wherever they were made: how the latest run of each ended, the words of
 * those that a check held, and the owner's decisions about them.
 */
public interface Chronicle {

  /** How the latest run of an edition ended. */
  Optional<RunRecord> find(Edition edition);

  /** How the latest run of each edition ended, the latest first; the last thousand. */
  List<RunRecord> runs();

  /** The ids of the editions whose latest run ended so. */
  List<EditionId> inStatus(RunStatus status);

  /**
   * How long the latest editions of a show took, of which nothing was there before; at most so
   * many.
   */
  List<Duration> whole(String show, int most);

  /**
   * Notes how a run ended, in place of the one before.
   *
   * @param held the words, if the owner is to decide about them
   */
  void note(Edition edition, RunRecord record, Optional<Words> held);

  /** The words about which the owner is to decide. */
  Optional<Words> held(Edition edition);

  /**
   * Notes what the owner decided about an edition that is held.
   *
   * @param approved the words that it is to say, if it is to be made
   * @return false if it is not held any more: it was decided about before, or made again
   */
  boolean decide(Edition edition, RunStatus decided, Optional<Words> approved);

  /** The words that the owner approved last, which stay until the edition is made anew. */
  Optional<Words> approved(Edition edition);

  /** Forgets them. */
  void makeAnew(Edition edition);
}
