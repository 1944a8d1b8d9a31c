package larksong.model;

/** One thing that a source reported. */
public sealed interface Item permits Appointment, Article, Card, Note, Reading, Task {

  /** Unique within an edition, and the same each time the source reports the same thing. */
  String id();

  /** The name that the owner gave the source. */
  String source();

  String title();
}
