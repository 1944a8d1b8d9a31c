package larksong.library.upkeep;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What may be in a backup and how much of it, because a backup may be somebody else's: no file of
 * another name, no key of another size, and no more configuration than people write.
 */
final class BackupLimits {

  /** Of one file of the configuration. */
  static final int LARGEST_FILE = 4 << 20;

  /** Of all the configuration. */
  static final int LARGEST_CONFIGURATION = 16 << 20;

  private static final String NAME = "/(?!\\.{1,2}(?:/|$))[^/\\\\:\\p{Cntrl}]+";

  private static final Pattern CONFIGURATION =
      Pattern.compile(
          "configuration/(?:larksong\\.yaml|shows"
              + NAME
              + "(?<=\\.ya?ml)|prompts(?:"
              + NAME
              + "){1,8})");

  /** Each exactly of so many bytes; the seal is two keys of Ed25519 in Base64 (RFC 8410). */
  private static final Map<String, Integer> KEYS =
      Map.of("keys/tokens.key", 32, "keys/told.key", 32, "keys/seal.key", 125);

  private static final Pattern OTHERS =
      Pattern.compile(
          "rows/[a-z_]{1,60}\\.jsonl"
              + "|media/[0-9a-f]{2}/[0-9a-f]{64}\\.(?:mp3|jpg)"
              + "|uploads/pictures/[0-9a-f]{64}"
              + "|uploads/[0-9a-f-]{36}/(?:sent|recording\\.json|episode\\.mp3|cover\\.jpg"
              + "|transcript\\.vtt)");

  private BackupLimits() {}

  /** Whether a file of this name can be in a backup; any other could lead out of the folder. */
  static boolean isOurs(String name) {
    return KEYS.containsKey(name) || isConfiguration(name) || OTHERS.matcher(name).matches();
  }

  static boolean isConfiguration(String name) {
    return CONFIGURATION.matcher(name).matches();
  }

  /** The most bytes that a file may have, if it is read into memory. */
  static OptionalInt most(String name) {
    if (isConfiguration(name)) {
      return OptionalInt.of(LARGEST_FILE);
    }
    Integer exactly = KEYS.get(name);
    return exactly == null ? OptionalInt.empty() : OptionalInt.of(exactly);
  }

  /** What is wrong with a file of this size, if anything is. */
  static Optional<String> wrong(String name, long bytes) {
    Integer exactly = KEYS.get(name);
    if (exactly != null && exactly != bytes) {
      return Optional.of("expected " + exactly + " bytes in '" + name + "'");
    }
    return isConfiguration(name) && bytes > LARGEST_FILE
        ? Optional.of("'" + name + "' has more than " + (LARGEST_FILE >> 20) + " MiB")
        : Optional.empty();
  }

  /** What is wrong with all the configuration together, if anything is. */
  static Optional<String> wrong(long configuration) {
    return configuration > LARGEST_CONFIGURATION
        ? Optional.of("its configuration has more than " + (LARGEST_CONFIGURATION >> 20) + " MiB")
        : Optional.empty();
  }
}
