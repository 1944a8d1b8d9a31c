package larksong.cli;

/** Checks the names that the owner gives to tokens. */
final class Names {

  private static final int LONGEST = 100;

  private Names() {}

  static String checked(String name) throws UsageException {
    if (name.isBlank() || name.length() > LONGEST || !name.matches("[\\p{L}\\p{N} ._'-]+")) {
      throw new UsageException(
          "Expected a name of letters, digits, spaces and . _ ' - but was '" + name + "'");
    }
    return name;
  }
}
