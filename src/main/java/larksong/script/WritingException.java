package larksong.script;

import java.util.List;
import larksong.model.Finding;

/** A writer could not write; the message says why and what the owner can do. */
public final class WritingException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  public WritingException(String message) {
    this(message, List.of());
  }

  /** With what the vain attempt brought to light, such as what left for whom. */
  public WritingException(String message, List<Finding> findings) {
    super(message);
    this.findings = List.copyOf(findings);
  }

  public WritingException(String message, Throwable cause) {
    super(message, cause);
    this.findings = List.of();
  }

  public List<Finding> findings() {
    return findings;
  }
}
