package larksong.server;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import larksong.model.EditionId;
import larksong.model.RunStatus;

/** What the studio's page tells of the studio. */
public interface StudioView {

  /** A studio that makes nothing. */
  StudioView IDLE =
      new StudioView() {
        @Override
        public List<Making> now() {
          return List.of();
        }

        @Override
        public List<Ended> lately() {
          return List.of();
        }

        @Override
        public List<Due> due() {
          return List.of();
        }

        @Override
        public List<Missing> gaps() {
          return List.of();
        }

        @Override
        public Optional<Routine> routine(String show) {
          return Optional.empty();
        }
      };

  /**
   * An edition that is being made.
   *
   * @param stage what is done now, in a word
   * @param percent how much of the stage is done
   */
  record Making(EditionId edition, String stage, int percent) {}

  /**
   * An edition that was made, held or not.
   *
   * @param reason why it was not published, or how it is less than it should be; else empty
   * @param remarks gaps and warnings, a line each
   */
  record Ended(
      EditionId edition, RunStatus status, Instant ended, String reason, List<String> remarks) {}

  /** An edition to come. */
  record Due(String show, ZonedDateTime at) {}

  /**
   * A source that could not be read.
   *
   * @param editions how many editions went without it
   * @param reason of the last time
   */
  record Missing(String source, String show, int editions, Instant last, String reason) {}

  /**
   * When a show is made.
   *
   * @param words such as {@code weekdays at 06:30, Stockholm time}; empty if no rule fits in words
   * @param next its next edition
   */
  record Routine(String words, ZonedDateTime next) {}

  List<Making> now();

  /** The latest first. */
  List<Ended> lately();

  /** The next first; those of a week. */
  List<Due> due();

  /** The most frequent first. */
  List<Missing> gaps();

  /** When a show is made, if it is on a schedule. */
  Optional<Routine> routine(String show);
}
