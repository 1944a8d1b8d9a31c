package larksong.library;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.EditionId;
import larksong.model.Loudness;
import larksong.model.Provenance;

/**
 * An episode on the shelf.
 *
 * @param guid never changes and is never used again
 * @param published when it first appeared; making it again does not change it
 * @param sha256 of the MP3, by which the media store has it
 * @param cover SHA-256 of the cover, likewise
 * @param transcript WebVTT
 * @param seal the library's signature under its origin
 */
public record ShelvedEpisode(
    UUID guid,
    EditionId edition,
    String title,
    String summary,
    String notes,
    Instant published,
    Duration duration,
    long bytes,
    String sha256,
    String cover,
    Loudness loudness,
    List<Chapter> chapters,
    List<Cue> cues,
    String transcript,
    Provenance provenance,
    Optional<Seal.Signed> seal) {

  public ShelvedEpisode {
    chapters = List.copyOf(chapters);
    cues = List.copyOf(cues);
  }

  /** The same, with the date of an earlier appearance. */
  public ShelvedEpisode publishedAt(Instant date) {
    return new ShelvedEpisode(
        guid,
        edition,
        title,
        summary,
        notes,
        date,
        duration,
        bytes,
        sha256,
        cover,
        loudness,
        chapters,
        cues,
        transcript,
        provenance,
        seal);
  }

  public String show() {
    return edition.show();
  }

  /** What a list shows of it. */
  public ListedEpisode listed() {
    return new ListedEpisode(guid, edition, title, summary, published, duration, bytes, cover);
  }

  /** The edition's part of an address. */
  public String slug() {
    return edition.slug();
  }
}
