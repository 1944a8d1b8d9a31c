package larksong.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import larksong.net.RefusedException;
import org.jspecify.annotations.Nullable;

/** An episode could not be published to one target; the message says what the owner can do. */
public final class PublishException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What may help. */
  public enum Remedy {
    /** Trying again later. */
    TIME,
    /** Something that only the owner can do; until then nothing will go there. */
    OWNER,
    /** Nothing: the target will not have these bytes. */
    NOTHING,
    /** It waits in the backlog; nobody needs to do anything. */
    QUEUE
  }

  private final Remedy remedy;
  private final transient @Nullable Duration wait;

  public PublishException(String message) {
    this(Remedy.TIME, message);
  }

  public PublishException(String message, Throwable cause) {
    this(Remedy.TIME, message);
    initCause(cause);
  }

  public PublishException(Remedy remedy, String message) {
    super(message);
    this.remedy = remedy;
    this.wait = null;
  }

  /** The target said when to come again; null if it did not. */
  public PublishException(String message, @Nullable Duration wait) {
    super(message);
    this.remedy = Remedy.TIME;
    this.wait = wait;
  }

  /** Of a failure on the way: what may help is what the server said. */
  public static PublishException of(String message, IOException cause) {
    PublishException failure =
        cause instanceof RefusedException refused
            ? switch (refused.help()) {
              case TIME -> new PublishException(message, refused.asked().orElse(null));
              case OWNER -> new PublishException(Remedy.OWNER, message);
              case OTHER_CONTENT -> new PublishException(Remedy.NOTHING, message);
            }
            : new PublishException(message);
    failure.initCause(cause);
    return failure;
  }

  public Remedy remedy() {
    return remedy;
  }

  /** How long the target wants to be left alone. */
  public Optional<Duration> asked() {
    return Optional.ofNullable(wait);
  }
}
