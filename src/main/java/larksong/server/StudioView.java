package larksong.server;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;

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
      };

  /**
   * An edition that is being made.
   *
   * @param stage what is done now, in a word
   * @param percent how much of the stage is done
   */
  record Making(String edition, String stage, int percent) {}

  /**
   * An edition that was made, held or not.
   *
   * @param status in a word
   * @param reason why it was not published; else empty
   * @param remarks gaps and warnings, a line each
   */
  record Ended(String edition, String status, Instant ended, String reason, List<String> remarks) {}

  /** An edition to come. */
  record Due(String show, ZonedDateTime at) {}

  List<Making> now();

  /** The latest first. */
  List<Ended> lately();

  /** The next first. */
  List<Due> due();
}
