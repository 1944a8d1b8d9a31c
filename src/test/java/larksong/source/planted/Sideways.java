package larksong.source.planted;

import larksong.source.notes.MarkdownNotes;

/** An adapter's room that uses another adapter and may not, so that the rule is seen failing. */
public final class Sideways {

  static final Class<?> ANOTHER = MarkdownNotes.class;

  private Sideways() {}
}
