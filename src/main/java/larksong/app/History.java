package larksong.app;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.model.EditionId;
import larksong.studio.RunRecord;

/** How the latest run of each edition ended, and what became of it since. */
public record History(Larksong larksong) {

  /** The latest first; what went out after its run is published by now. */
  public List<RunRecord> runs() {
    List<RunRecord> runs = larksong.studio().runs();
    if (runs.stream().noneMatch(RunRecord::unpublished)) {
      return runs;
    }
    Set<EditionId> missing =
        new Deliveries(larksong.library().store())
            .missing().stream().map(Delivery::edition).collect(Collectors.toSet());
    return runs.stream()
        .map(
            run ->
                run.unpublished() && !missing.contains(run.edition()) ? run.publishedSince() : run)
        .toList();
  }
}
