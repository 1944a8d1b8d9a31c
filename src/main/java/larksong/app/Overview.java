package larksong.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.server.StudioView;
import larksong.studio.RunRecord;

/** This installation's studio, for its page. */
final class Overview implements StudioView {

  private static final int OF_EACH = 7;

  private final Larksong larksong;
  private final InProgress progress;

  Overview(Larksong larksong, InProgress progress) {
    this.larksong = larksong;
    this.progress = progress;
  }

  @Override
  public List<Making> now() {
    return progress.now();
  }

  @Override
  public List<Ended> lately() {
    return larksong.studio().runs().stream().map(Overview::of).toList();
  }

  private static Ended of(RunRecord run) {
    List<String> remarks = new ArrayList<>();
    for (Gap gap : Objects.requireNonNullElse(run.gaps(), List.<Gap>of())) {
      remarks.add("Gap: " + gap.reason());
    }
    for (Finding finding : Objects.requireNonNullElse(run.findings(), List.<Finding>of())) {
      remarks.add(finding.check() + ": " + finding.reason());
    }
    return new Ended(run.edition(), run.status(), run.ended(), run.reason(), remarks);
  }

  @Override
  public List<Due> due() {
    List<Due> due = new ArrayList<>();
    larksong
        .timetables()
        .forEach(
            (show, timetable) ->
                timetable
                    .next(larksong.clock().instant(), OF_EACH)
                    .forEach(at -> due.add(new Due(show, at))));
    due.sort(Comparator.comparing(next -> next.at().toInstant()));
    return due;
  }
}
