package larksong.studio;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import larksong.model.Draft;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Publication;
import larksong.model.Recording;
import larksong.model.RunStatus;
import larksong.model.Rundown;

/**
 * How far an edition came.
 *
 * @param folder its bench
 * @param draft absent if it ended before there was a script
 * @param recording absent if it ended before there was sound
 */
public record Production(
    Edition edition,
    RunStatus status,
    Path folder,
    Optional<Rundown> rundown,
    Optional<Draft> draft,
    Optional<Recording> recording,
    List<Publication> publications,
    List<StageReport> stages,
    List<Gap> gaps,
    List<Finding> findings) {

  public Production {
    publications = List.copyOf(publications);
    stages = List.copyOf(stages);
    gaps = List.copyOf(gaps);
    findings = List.copyOf(findings);
  }
}
