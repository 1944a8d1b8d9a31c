package larksong.server.door;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a kind of request may send, and whose threads answer it.
 *
 * @param most bytes of a body, which is read before the request is answered
 * @param deadline how long a body may take
 * @param lent whether a body is large enough to take a place of its sender's account
 * @param form whether a body is to be a form
 */
record Door(Kind kind, int most, Duration deadline, boolean lent, boolean form) {

  /** Who is answered by the same threads. */
  enum Kind {
    /** Pages, feeds and what belongs to them. */
    LISTENING,
    /** The owner's pages. */
    STUDIO,
    /** The publishing API. */
    PUBLISHING,
    /** Recordings, whose bodies are read as they arrive. */
    UPLOADING
  }

  private static final Duration SECONDS = Duration.ofSeconds(10);
  private static final Duration LONGER = Duration.ofSeconds(30);

  private static final Pattern UPLOADS =
      Pattern.compile("/api/v1/arrivals/.*|/api/library/shows/[^/]+/editions/[^/]+");

  /** Account, password, name of a device, decision. */
  private static final Door FORM = new Door(Kind.STUDIO, 8 << 10, SECONDS, false, true);

  /** A whole script, as the owner edited it. */
  private static final Door SCRIPT = new Door(Kind.STUDIO, 512 << 10, LONGER, true, true);

  /** A title, and a summary of 4000 characters, each perhaps escaped. */
  private static final Door ORDER = new Door(Kind.PUBLISHING, 64 << 10, SECONDS, true, false);

  /** Pictures of a mebibyte, as the Save to Spotify service takes them, and timelines. */
  private static final Door COMPANION = new Door(Kind.PUBLISHING, 1 << 20, LONGER, true, false);

  private static final Door RECORDING = new Door(Kind.UPLOADING, 0, Duration.ZERO, false, false);

  /** Where one stopped in an episode. */
  private static final Door ELSE = new Door(Kind.LISTENING, 1 << 10, SECONDS, false, false);

  /** The door of a request, by its method and its path without a prefix. */
  static Door of(String method, String path) {
    if (path.startsWith("/studio/")) {
      return path.startsWith("/studio/editions/") ? SCRIPT : FORM;
    }
    if (!path.startsWith("/api/")) {
      return ELSE;
    }
    if (method.equals("PUT") && UPLOADS.matcher(path).matches()) {
      return RECORDING;
    }
    return path.equals("/api/v1/images") || path.endsWith("/timeline") ? COMPANION : ORDER;
  }

  /** Whether a body is left to who answers. */
  boolean streams() {
    return kind == Kind.UPLOADING;
  }
}
