package larksong.library.planted;

import larksong.library.Library;

/** A room of the library that uses the shelf and may not, so that the rule is seen failing. */
public final class Upwards {

  static final Class<?> SHELF = Library.class;

  private Upwards() {}
}
