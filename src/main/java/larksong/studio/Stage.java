package larksong.studio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of a production, in order. */
public enum Stage {
  GATHER,
  EDIT,
  WRITE,
  PROOF,
  NARRATE,
  LISTEN,
  MASTER,
  PUBLISH;

  /** The stage's name as the owner writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Stage> of(String word) {
    return Arrays.stream(values()).filter(stage -> stage.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Stage::word).toList();
  }
}
