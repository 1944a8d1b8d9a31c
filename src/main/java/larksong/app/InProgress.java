package larksong.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.server.StudioView.Making;
import larksong.studio.Stage;
import larksong.studio.StageReport;
import larksong.studio.StudioListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The editions that this process is making, and how far they are; tells the log of each stage. */
final class InProgress {

  private static final Logger LOG = LoggerFactory.getLogger(Station.class);

  private final Map<EditionId, Making> making = new ConcurrentHashMap<>();

  /** By edition. */
  List<Making> now() {
    List<Making> now = new ArrayList<>(making.values());
    now.sort(Comparator.comparing(Making::edition));
    return now;
  }

  StudioListener watching(Edition edition) {
    return new Watching(edition.id());
  }

  void ended(Edition edition) {
    making.remove(edition.id());
  }

  private final class Watching implements StudioListener {

    private final EditionId id;

    Watching(EditionId id) {
      this.id = id;
    }

    @Override
    public void waiting(Edition edition) {
      making.put(id, new Making(id, "waiting", 0));
      LOG.info("{}: waiting for another run", edition);
    }

    @Override
    public void began(Edition edition, Stage stage) {
      making.put(id, new Making(id, stage.word(), 0));
    }

    @Override
    public void progressed(Stage stage, int done, int total) {
      making.put(id, new Making(id, stage.word(), total == 0 ? 0 : done * 100 / total));
    }

    @Override
    public void ended(Edition edition, StageReport report) {
      LOG.info(
          "{}: {} {}",
          edition,
          report.name(),
          report.reused() ? "unchanged" : "done in " + report.ms() + " ms");
    }
  }
}
