package larksong.model;

/** The few argument checks that the records share, in the words the project uses for them. */
final class Check {

  private Check() {}

  static String filled(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Expected " + name + " to have text but was blank");
    }
    return value;
  }

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
