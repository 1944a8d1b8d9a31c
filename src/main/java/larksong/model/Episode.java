package larksong.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A recording with everything a publisher needs.
 *
 * @param notes the show notes as HTML of {@code <p>}, {@code <a>} and {@code <ul>} only
 * @param folder where the recording's files lie
 * @param told content keys of what it tells, to be remembered once it is published
 * @param opening its first words, so that the next edition opens differently
 * @param level the most cautious level of what its words rest on
 */
public record Episode(
    Edition edition,
    Show show,
    String title,
    String summary,
    String notes,
    Recording recording,
    Provenance provenance,
    Path folder,
    List<String> told,
    Kept opening,
    Level level) {

  public Episode {
    Objects.requireNonNull(edition, "edition");
    Objects.requireNonNull(show, "show");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(notes, "notes");
    Objects.requireNonNull(recording, "recording");
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(opening, "opening");
    Objects.requireNonNull(level, "level");
    Check.filled("title", title);
    told = List.copyOf(told);
  }

  /** The same, of another recording. */
  public Episode with(Recording other) {
    return new Episode(
        edition, show, title, summary, notes, other, provenance, folder, told, opening, level);
  }

  /** The same, with its files in another folder. */
  public Episode in(Path other) {
    return new Episode(
        edition, show, title, summary, notes, recording, provenance, other, told, opening, level);
  }

  public Path mp3() {
    return folder.resolve(recording.mp3());
  }

  public Path transcript() {
    return folder.resolve(recording.transcript());
  }

  public Path cover() {
    return folder.resolve(recording.cover());
  }
}
