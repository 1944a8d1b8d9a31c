package larksong.studio.planted;

import larksong.source.notes.MarkdownNotes;

/** A stage's user that knows an adapter and not only its port, so that the rule is seen failing. */
public final class Downstairs {

  static final Class<?> ADAPTER = MarkdownNotes.class;

  private Downstairs() {}
}
