package larksong.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import larksong.model.EditionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that the shelf names and the disk has not, or not whole: each is logged once. */
final class Damages {

  private static final Logger LOG = LoggerFactory.getLogger(Damages.class);

  /** An attribute of requests whose answer says what is wrong. */
  static final String TOLD = "damage told";

  /** So many are remembered as logged. */
  private static final int MOST = 1000;

  private final Cache<String, Boolean> logged = Caffeine.newBuilder().maximumSize(MOST).build();

  /** What is wrong with a file, and how that is answered. */
  enum Damage {
    MISSING(
        404,
        "This file is no longer on the server. Its owner finds out more with 'larksong doctor'.\n"),
    DAMAGED(
        503,
        "This file is damaged on the server. Its owner finds out more with 'larksong doctor'.\n"),
    UNREADABLE(
        503,
        "This file cannot be read on the server. Its owner finds out more with 'larksong doctor'.\n");

    private final int status;
    private final String sentence;

    Damage(int status, String sentence) {
      this.status = status;
      this.sentence = sentence;
    }

    int status() {
      return status;
    }

    String sentence() {
      return sentence;
    }
  }

  /**
   * Logs it, unless that was done since the file was whole.
   *
   * @param hash the file's name in the media store
   * @param what such as "recording"
   * @param found in words, beside what was expected
   */
  void log(String hash, String what, EditionId edition, String found) {
    if (logged.asMap().putIfAbsent(hash, true) == null) {
      LOG.error("The {} of {} cannot be served: {}. Run 'larksong doctor'.", what, edition, found);
    }
  }

  void isWhole(String hash) {
    logged.invalidate(hash);
  }

  /** What keeps a file from being served. */
  record Found(Damage damage, String words) {

    static Found missing() {
      return new Found(Damage.MISSING, "expected a file but there is none");
    }

    static Found unreadable() {
      return new Found(Damage.UNREADABLE, "expected a file that this program may read");
    }

    static Found changed() {
      return new Found(
          Damage.DAMAGED, "expected the picture that was shelved but the file has changed");
    }

    static Found length(long expected, long actual) {
      return new Found(
          Damage.DAMAGED, "expected " + expected + " bytes on disk but there are " + actual);
    }
  }
}
