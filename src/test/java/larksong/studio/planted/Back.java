package larksong.studio.planted;

import larksong.model.planted.Violations;

/** Points back at a room that points here. */
public final class Back {

  static final Class<?> CIRCLE = Violations.class;

  private Back() {}
}
