package larksong.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Recording;
import larksong.studio.Production;
import larksong.studio.StageReport;
import org.jspecify.annotations.Nullable;

/** What {@code produce --json} answers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductionAnswer(
    String edition,
    String status,
    @Nullable EpisodeAnswer episode,
    List<StageReport> stages,
    List<PublicationAnswer> publications,
    List<Gap> gaps,
    List<FindingAnswer> findings) {

  /** The episode's files and figures; durations in milliseconds. */
  record EpisodeAnswer(
      String mp3,
      long durationMs,
      long bytes,
      List<ChapterAnswer> chapters,
      String transcript,
      double loudnessLufs,
      double truePeakDbtp) {

    static EpisodeAnswer of(Production production, Recording recording) {
      return new EpisodeAnswer(
          production.folder().resolve(recording.mp3()).toAbsolutePath().toString(),
          recording.duration().toMillis(),
          recording.bytes(),
          recording.chapters().stream()
              .map(chapter -> new ChapterAnswer(chapter.title(), chapter.start().toMillis()))
              .toList(),
          production.folder().resolve(recording.transcript()).toAbsolutePath().toString(),
          rounded(recording.loudness().lufs()),
          rounded(recording.loudness().truePeakDbtp()));
    }

    private static double rounded(double decibels) {
      return Math.round(decibels * 100) / 100.0;
    }
  }

  /** A chapter's title and start. */
  record ChapterAnswer(String title, long startMs) {}

  /** Where a target has it. */
  record PublicationAnswer(String target, String state, String location) {}

  /** A finding with its severity in small letters. */
  record FindingAnswer(String check, String severity, String where, String reason) {

    static FindingAnswer of(Finding finding) {
      return new FindingAnswer(
          finding.check(),
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.where(),
          finding.reason());
    }
  }

  /** With locations as they may be shown. */
  static ProductionAnswer of(Production production, UnaryOperator<String> shown) {
    return new ProductionAnswer(
        production.edition().id().text(),
        production.status().word(),
        production.recording().map(made -> EpisodeAnswer.of(production, made)).orElse(null),
        production.stages(),
        production.publications().stream()
            .map(
                publication ->
                    new PublicationAnswer(
                        publication.target(),
                        publication.state().name().toLowerCase(Locale.ROOT),
                        shown.apply(publication.location())))
            .toList(),
        production.gaps(),
        production.findings().stream().map(FindingAnswer::of).toList());
  }
}
