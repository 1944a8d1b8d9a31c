package larksong.source;

import java.util.Locale;
import larksong.files.Fingerprint;

/** Item ids: short, the same every time, and unlike anything a model would invent. */
public final class Ids {

  private Ids() {}

  /** An id for what the source knows by these words. */
  public static String of(String source, String... parts) {
    return source.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-")
        + "-"
        + Fingerprint.of(parts).substring(0, 10);
  }
}
