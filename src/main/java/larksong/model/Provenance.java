package larksong.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an episode comes from: its sources, who wrote it, and whose voices speak it; or who sent
 * it.
 */
public record Provenance(
    List<String> sources, String writer, List<String> voices, Optional<String> uploader) {

  public Provenance {
    sources = List.copyOf(sources);
    voices = List.copyOf(voices);
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(uploader, "uploader");
  }

  /** Made here. */
  public Provenance(List<String> sources, String writer, List<String> voices) {
    this(sources, writer, voices, Optional.empty());
  }

  /** The same, but someone with a token of this name says so. */
  public Provenance saidBy(String token) {
    return new Provenance(sources, writer, voices, Optional.of(token));
  }

  /** Sent by the bearer of a token of this name; by the owner if it is empty. */
  public static Provenance sentBy(String uploader) {
    return new Provenance(List.of(), "", List.of(), Optional.of(uploader));
  }

  /** The line that discloses a synthetic voice in notes, feed and file. */
  public String sentence() {
    if (uploader.isEmpty()) {
      return made();
    }
    String sent =
        uploader.get().isEmpty()
            ? "Uploaded by the library's owner."
            : "Uploaded with the token '" + uploader.get() + "'.";
    return writer.isEmpty() ? sent : sent + " Its sender says: " + made();
  }

  private String made() {
    return "Made by Larksong from "
        + String.join(", ", sources)
        + ". Written by "
        + writer
        + ", spoken by the synthetic voice "
        + String.join(", ", voices)
        + ".";
  }
}
