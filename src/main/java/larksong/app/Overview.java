package larksong.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.server.StudioView;
import larksong.studio.RunRecord;

/** This installation's studio, for its page. */
final class Overview implements StudioView {

  /** A show that is made more often is not told further. */
  private static final int OF_EACH = 200;

  private static final Duration WEEK = Duration.ofDays(7);

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
    return new History(larksong).runs().stream().map(Overview::of).toList();
  }

  private static Ended of(RunRecord run) {
    List<String> remarks = new ArrayList<>();
    for (Gap gap : run.gaps()) {
      remarks.add("Gap: " + gap.reason());
    }
    for (Finding finding : run.findings()) {
      remarks.add(finding.check() + ": " + finding.reason());
    }
    return new Ended(run.edition(), run.status(), run.ended(), reason(run), remarks);
  }

  private static String reason(RunRecord run) {
    return run.reason().isEmpty() && !run.degraded().isEmpty()
        ? "It was made " + run.degraded() + "."
        : run.reason();
  }

  @Override
  public List<Due> due() {
    Instant until = larksong.clock().instant().plus(WEEK);
    return new Agenda(larksong)
        .next(until, OF_EACH).stream().map(entry -> new Due(entry.show(), entry.at())).toList();
  }

  @Override
  public List<Missing> gaps() {
    Map<String, Missing> gaps = new LinkedHashMap<>();
    for (RunRecord run : larksong.studio().runs()) {
      String show = run.edition().show();
      for (Gap gap : run.gaps()) {
        Missing one = new Missing(gap.source(), show, 1, run.ended(), gap.reason());
        gaps.merge(show + "/" + gap.source(), one, Overview::together);
      }
    }
    return gaps.values().stream()
        .sorted(Comparator.comparingInt(Missing::editions).reversed())
        .toList();
  }

  /** The later one comes first. */
  private static Missing together(Missing later, Missing earlier) {
    return new Missing(
        later.source(),
        later.show(),
        later.editions() + earlier.editions(),
        later.last(),
        later.reason());
  }

  @Override
  public Optional<Routine> routine(String show) {
    Instant now = larksong.clock().instant();
    return Optional.ofNullable(larksong.timetables().get(show))
        .flatMap(
            timetable ->
                timetable.next(now, 1).stream()
                    .findFirst()
                    .map(next -> new Routine(timetable.words(now), next)));
  }
}
