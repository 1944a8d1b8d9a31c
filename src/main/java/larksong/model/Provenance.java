package larksong.model;

import java.util.List;

/** Where an episode comes from: its sources, who wrote it, and whose voices speak it. */
public record Provenance(List<String> sources, String writer, List<String> voices) {

  public Provenance {
    sources = List.copyOf(sources);
    voices = List.copyOf(voices);
  }

  /** The line that discloses a synthetic voice in notes, feed and file. */
  public String sentence() {
    return "Made by Larksong from "
        + String.join(", ", sources)
        + ". Written by "
        + writer
        + ", spoken by the synthetic voice "
        + String.join(", ", voices)
        + ".";
  }
}
