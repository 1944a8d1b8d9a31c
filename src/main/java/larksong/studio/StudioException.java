package larksong.studio;

/** A production failed at one stage; running it again continues there. */
public class StudioException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Stage stage;

  StudioException(Stage stage, String message) {
    super(message);
    this.stage = stage;
  }

  StudioException(Stage stage, String message, Throwable cause) {
    super(message, cause);
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }
}
