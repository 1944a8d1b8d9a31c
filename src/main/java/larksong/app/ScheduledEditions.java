package larksong.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larksong.app.Ladder.Rung;
import larksong.config.ShowFile;
import larksong.model.Edition;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Publication;
import larksong.model.RunStatus;
import larksong.schedule.Producer;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.StudioException;
import larksong.studio.TakenOverException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what is due, and tells how it went: the log of each attempt, the owner of the outcome. */
final class ScheduledEditions implements Producer {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledEditions.class);

  private final Larksong larksong;
  private final InProgress progress;

  ScheduledEditions(Larksong larksong, InProgress progress) {
    this.larksong = larksong;
    this.progress = progress;
  }

  @Override
  public Optional<Duration> usual(String show) {
    return larksong.studio().usual(show);
  }

  @Override
  public int rungs(String show) {
    return larksong.find(show).map(wired -> ladder(wired).size()).orElse(0);
  }

  private List<Rung> ladder(Wired wired) {
    return Ladder.of(wired, larksong.embeddedVoice(wired.show()));
  }

  @Override
  public Outcome produce(Edition edition, int rung) throws InterruptedException {
    Optional<Wired> wired = larksong.find(edition.show());
    if (wired.isEmpty()) {
      LOG.error("{}: there is no such show any more", edition);
      return Outcome.DONE;
    }
    try {
      if (rung == 0) {
        return ended(wired.get(), edition, produce(List.of(wired.get()), edition, ""), "");
      }
      Rung less = ladder(wired.get()).get(rung - 1);
      LOG.warn("{}: is tried {}", edition, less.how());
      return ended(wired.get(), edition, produce(less.shows(), edition, less.how()), less.how());
    } catch (TakenOverException e) {
      LOG.warn("{}", e.getMessage());
      return Outcome.DONE;
    }
  }

  /** The first that can be made; none that fails later than any script can mend. */
  private Optional<Production> produce(List<Wired> shows, Edition edition, String less)
      throws InterruptedException, TakenOverException {
    for (Wired show : shows) {
      try {
        return Optional.of(larksong.produceDue(show, edition, less, progress.watching(edition)));
      } catch (TakenOverException e) {
        throw e;
      } catch (StudioException e) {
        // Its message may quote a program that quotes the owner's words.
        LOG.error("{}: failed at {}. 'larksong runs' says why", edition, e.stage().word());
        if (e.stage().compareTo(Stage.PROOF) > 0) {
          return Optional.empty();
        }
      } finally {
        progress.ended(edition);
      }
    }
    return Optional.empty();
  }

  private Outcome ended(Wired wired, Edition edition, Optional<Production> production, String how) {
    if (production.isEmpty()) {
      return Outcome.FAILED;
    }
    tell(edition, production.get());
    if (production.get().status() == RunStatus.FAILED || lacksTheShelf(production.get())) {
      return Outcome.UNPUBLISHED;
    }
    larksong.alarm().ended(edition, production.get().status(), how, wired.file().ping());
    return Outcome.DONE;
  }

  /** Every other target has a backlog; this one has us. */
  private static boolean lacksTheShelf(Production production) {
    return production.publications().stream()
        .anyMatch(
            publication ->
                publication.target().equals(ShowFile.LIBRARY)
                    && publication.state() == Publication.State.FAILED);
  }

  private static void tell(Edition edition, Production production) {
    for (Gap gap : production.gaps()) {
      LOG.warn("{}: '{}' is missing, or a part of it", edition, gap.source());
    }
    // Their reasons may quote the owner's words, which 'larksong preview' shows and no log does.
    for (Finding finding : production.findings()) {
      if (finding.severity() != Finding.Severity.NOTE) {
        LOG.warn("{}: {} ({})", edition, finding.check(), finding.severity());
      }
    }
    LOG.info("{}: {}", edition, production.status());
  }

  @Override
  public void giveUp(Edition edition) {
    LOG.error("{}: could not be made, and is given up", edition);
    Optional<URI> check = larksong.find(edition.show()).flatMap(wired -> wired.file().ping());
    larksong.alarm().ended(edition, RunStatus.FAILED, "", check);
  }

  @Override
  public void skip(Edition edition, Reason reason) {
    larksong.studio().skip(edition, words(reason));
    LOG.warn("{}: skipped", edition);
  }

  private static String words(Reason reason) {
    return switch (reason) {
      case OVERTAKEN -> "It was not made in time: nothing ran, and a later edition is due.";
      case SKIPPED_BY_CLOCK ->
          "The clock was put forward past its time, and a later edition was due at the same moment.";
      case TOO_LATE ->
          "It was not made in time: nothing ran, and now it is too late. See catch-up.";
      case BUSY -> "An earlier edition of the show was still being made. See overlap.";
    };
  }
}
