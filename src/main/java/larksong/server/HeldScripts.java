package larksong.server;

import java.util.List;
import java.util.Optional;
import larksong.model.Finding;
import larksong.model.Place;
import larksong.model.Script;

/** The scripts that a check held, for the owner to read, edit, approve or drop. */
public interface HeldScripts {

  /** A studio that holds nothing. */
  HeldScripts NONE =
      new HeldScripts() {
        @Override
        public Optional<Waiting> find(String show, String edition) {
          return Optional.empty();
        }

        @Override
        public Optional<Waiting> check(String show, String edition, Script edited) {
          return Optional.empty();
        }

        @Override
        public void approve(String show, String edition, Script script) {}

        @Override
        public void drop(String show, String edition) {}
      };

  /** A sentence with what it rests on: each item's source and title. */
  record Evidence(Place place, List<String> items) {}

  /**
   * A script with what the checks say of it.
   *
   * @param approved whether its words are approved already, and its speech did not pass
   */
  record Waiting(
      Script script, List<Finding> findings, List<Evidence> evidence, boolean approved) {}

  /** The held edition of this label or slug, if it is held. */
  Optional<Waiting> find(String show, String edition);

  /** The same with other words. */
  Optional<Waiting> check(String show, String edition, Script edited);

  /** Has the edition made with these words. */
  void approve(String show, String edition, Script script);

  /** Gives the edition up. */
  void drop(String show, String edition);
}
