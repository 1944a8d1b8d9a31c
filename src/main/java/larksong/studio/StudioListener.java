package larksong.studio;

import larksong.model.Edition;

/** Someone who watches a production; called from the producing thread. */
public interface StudioListener {

  /** Watches nothing. */
  StudioListener SILENT = new StudioListener() {};

  /** Another run has the edition in hand; this one waits. */
  default void waiting(Edition edition) {}

  default void began(Edition edition, Stage stage) {}

  /** Part of a stage is done: so many of so many. */
  default void progressed(Stage stage, int done, int total) {}

  default void ended(Edition edition, StageReport report) {}
}
