package larksong.process;

import java.util.Locale;

/** Knows a failure that came of too little memory, and what to do about it. */
public final class Memory {

  private Memory() {}

  /** Whether it, or what it came of, is that memory ran out. */
  public static boolean ranOut(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** What happened and what to set. */
  public static String words() {
    return String.format(
        Locale.ROOT,
        "Memory ran out: Larksong may use %d MB. Allow more, for example with"
            + " LARKSONG_JAVA_OPTIONS=-Xmx1g, or -Xmx1g behind 'java'.",
        Runtime.getRuntime().maxMemory() >> 20);
  }
}
