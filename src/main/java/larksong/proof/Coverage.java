package larksong.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Gap;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;
import larksong.spoken.Mention;

/** What must be said is said: items, gaps, and that something is off. */
final class Coverage {

  private static final int HALF_DAY = 720;

  private final Grammar grammar;

  Coverage(Grammar grammar) {
    this.grammar = grammar;
  }

  void check(Rundown rundown, Script script, List<Finding> findings) {
    covers(rundown, script, findings);
    gaps(rundown, script, findings);
    for (Story story : rundown.stories()) {
      said(story, script, findings);
    }
  }

  private static void covers(Rundown rundown, Script script, List<Finding> findings) {
    Set<String> covered = new HashSet<>();
    Set<String> known = new HashSet<>();
    rundown.stories().forEach(story -> known.add(story.item().id()));
    for (Segment segment : script.segments()) {
      covered.addAll(segment.covers());
      for (String id : segment.covers()) {
        if (!known.contains(id)) {
          findings.add(
              hold(
                  "invented-item",
                  segment.heading(),
                  "It covers '" + id + "', which no source reported."));
        }
      }
    }
    for (Story story : rundown.stories()) {
      if (story.mustSay() && !covered.contains(story.item().id())) {
        findings.add(
            hold(
                "must-say",
                story.item().id(),
                "An item from '" + story.item().source() + "' that must be said is missing."));
      }
    }
  }

  private static void gaps(Rundown rundown, Script script, List<Finding> findings) {
    String words =
        script.lines().map(Line::text).collect(Collectors.joining("\n")).toLowerCase(Locale.ROOT);
    for (Gap gap : rundown.gaps()) {
      if (!words.contains(gap.source().toLowerCase(Locale.ROOT))) {
        findings.add(
            hold(
                "gap",
                gap.source(),
                "The source could not be read, and the script does not say so."));
      }
    }
  }

  /** Listing an item is not telling it: a word of its title, or its time, is heard. */
  private void said(Story story, Script script, List<Finding> findings) {
    String id = story.item().id();
    StringBuilder text = new StringBuilder();
    for (Segment segment : script.segments()) {
      if (segment.covers().contains(id)) {
        segment.lines().forEach(line -> text.append(line.text()).append('\n'));
      }
    }
    if (text.isEmpty()) {
      return;
    }
    Set<String> words = Words.content(text.toString(), Set.of());
    String source = String.join(" ", Evidence.texts(story.item()));
    Set<String> known =
        Words.content(story.mustSay() ? story.item().title() : source, grammar.heard().stopWords());
    boolean told =
        isNamed(story, text.toString())
            || known.stream()
                .anyMatch(word -> words.stream().anyMatch(one -> Words.alike(one, word)));
    if (!told && !known.isEmpty() && !isTimed(story, text.toString())) {
      findings.add(
          hold(
              story.mustSay() ? "must-say" : "not-told",
              id,
              "An item from '" + story.item().source() + "' is listed but not told."));
    }
    standing(story, text.toString(), findings);
  }

  /** Whether its title is heard as it is, which may be of short words or of signs alone. */
  private static boolean isNamed(Story story, String text) {
    String title = Words.bare(story.item().title());
    return title.isEmpty() || (" " + Words.bare(text) + " ").contains(" " + title + " ");
  }

  /** Whether its time is heard, however it is said. */
  private boolean isTimed(Story story, String text) {
    return story
        .fact("at")
        .filter(
            at -> {
              List<Mention> heard = grammar.heard().mentions(text);
              return grammar.heard().mentions(at).stream()
                  .filter(time -> time.kind() == Mention.Kind.TIME)
                  .anyMatch(
                      time ->
                          heard.stream()
                              .filter(other -> other.kind() == Mention.Kind.TIME)
                              .anyMatch(
                                  other -> other.value() % HALF_DAY == time.value() % HALF_DAY));
            })
        .isPresent();
  }

  /** A cancelled appointment is told as one. */
  private void standing(Story story, String text, List<Finding> findings) {
    boolean off =
        story.item() instanceof Appointment appointment
            && appointment.standing() == Standing.CANCELLED;
    if (off && !grammar.cancelled().matcher(text.toLowerCase(Locale.ROOT)).find()) {
      findings.add(
          hold(
              "standing",
              story.item().id(),
              "A cancelled appointment is told as if it took place."));
    }
  }

  private static Finding hold(String check, String where, String reason) {
    return new Finding(check, Severity.HOLD, where, reason);
  }
}
