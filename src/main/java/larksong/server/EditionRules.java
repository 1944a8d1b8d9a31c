package larksong.server;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import larksong.library.intake.Finishing.UnfitException;
import larksong.library.intake.SentTexts;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.Episode;
import larksong.model.Loudness;
import larksong.model.Recording;

/** What an episode may say that another Larksong sends, so that pages and feeds can show it. */
final class EditionRules {

  private static final Duration LONGEST = Duration.ofHours(24);

  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_SUMMARY = 10_000;
  private static final int MOST_CHAPTERS = 1_000;
  private static final int MOST_CUES = 50_000;

  /** Items that one sentence rests on. */
  private static final int MOST_RESTS = 1_000;

  /** Cues end a little after the last frame that was counted. */
  private static final Duration HAIR = Duration.ofSeconds(3);

  private EditionRules() {}

  /** Refuses what cannot be shown; the message says what was expected. */
  static void check(Episode episode) throws UnfitException {
    atMost("the title", episode.title(), LONGEST_TITLE);
    atMost("the show's title", episode.show().title(), LONGEST_TITLE);
    atMost("the summary", episode.summary(), LONGEST_SUMMARY);
    atMost("the show's description", episode.show().description(), LONGEST_SUMMARY);
    Recording recording = episode.recording();
    Duration length = recording.duration();
    that(
        isWithin(length, LONGEST) && !length.isZero(),
        "a recording of at most " + LONGEST.toHours() + " hours but was " + length);
    Loudness loudness = recording.loudness();
    that(
        Double.isFinite(loudness.lufs()) && Double.isFinite(loudness.truePeakDbtp()),
        "a loudness in numbers");
    chapters(recording.chapters(), length);
    cues(recording.cues(), length.plus(HAIR));
  }

  private static void chapters(List<Chapter> chapters, Duration length) throws UnfitException {
    that(chapters.size() <= MOST_CHAPTERS, "at most " + MOST_CHAPTERS + " chapters");
    Duration before = Duration.ofMillis(-1);
    for (Chapter chapter : chapters) {
      Duration start = chapter.start();
      atMost("a chapter's title", chapter.title(), LONGEST_TITLE);
      that(
          isWithin(start, length) && start.compareTo(before) > 0,
          "chapters in order within " + length + " but one starts at " + start);
      before = start;
      String link = chapter.link().map(URI::toString).orElse("");
      that(
          link.isEmpty() || SentTexts.isWebAddress(link),
          "a chapter's link with an http or https address of at most 2000 characters");
    }
  }

  private static void cues(List<Cue> cues, Duration length) throws UnfitException {
    that(cues.size() <= MOST_CUES, "at most " + MOST_CUES + " cues");
    for (Cue cue : cues) {
      that(
          isWithin(cue.start(), length) && isWithin(cue.end(), length),
          "cues within " + length + " but one lasts from " + cue.start() + " to " + cue.end());
      atMost("a cue", cue.text(), LONGEST_SUMMARY);
      atMost("a speaker", cue.speaker(), LONGEST_TITLE);
      that(
          cue.rests().size() <= MOST_RESTS, "a cue that rests on at most " + MOST_RESTS + " items");
      for (String item : cue.rests()) {
        atMost("an item that a cue rests on", item, LONGEST_TITLE);
      }
    }
  }

  /** From zero on; a time of any size compares, but not each becomes milliseconds. */
  private static boolean isWithin(Duration time, Duration length) {
    return !time.isNegative() && time.compareTo(length) <= 0;
  }

  private static void atMost(String name, String text, int most) throws UnfitException {
    that(
        text.length() <= most,
        name + " with at most " + most + " characters but was " + text.length());
  }

  private static void that(boolean holds, String expected) throws UnfitException {
    if (!holds) {
      throw new UnfitException("Expected " + expected + ".");
    }
  }
}
