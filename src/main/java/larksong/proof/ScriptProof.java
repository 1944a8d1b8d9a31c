package larksong.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import larksong.model.Card;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Gap;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;

/** Holds a script against its rundown; the same for every writer. */
public final class ScriptProof {

  /** What only the eye can read: tags, links, code, templates, JSON, Markdown. */
  private static final Pattern MARKUP =
      Pattern.compile(
          "</?[a-zA-Z][^>]*>|https?://|www\\.|```|\\{\\{|\\}\\}|[{}\\[\\]]|^#+ |\\*\\*|__");

  /** Twice the usual tempo would still not fit this many words. */
  private static final double MOST_WORDS_PER_SECOND = 4;

  /** Characters; below it an answer's words say little. */
  private static final int SHORTEST_HINT = 8;

  private final Show show;

  public ScriptProof(Show show) {
    this.show = show;
  }

  /** All findings; the edition is held if one of them holds. */
  public List<Finding> check(Rundown rundown, Script script) {
    List<Finding> findings = new ArrayList<>();
    covers(rundown, script, findings);
    gaps(rundown, script, findings);
    markup(script, findings);
    length(rundown, script, findings);
    speakers(script, findings);
    answers(rundown, script, findings);
    return findings;
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
    String words = plain(script);
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

  private static void markup(Script script, List<Finding> findings) {
    int number = 1;
    for (Segment segment : script.segments()) {
      for (Line line : segment.lines()) {
        if (MARKUP.matcher(line.text()).find()) {
          findings.add(
              hold(
                  "markup",
                  "segment " + number,
                  "A line has markup, code or a link, which cannot be heard."));
        }
      }
      number++;
    }
  }

  private void length(Rundown rundown, Script script, List<Finding> findings) {
    double seconds = show.length().toSeconds();
    Duration pauses =
        script.lines().flatMap(line -> line.pause().stream()).reduce(Duration.ZERO, Duration::plus);
    double spoken = script.words() / MOST_WORDS_PER_SECOND + pauses.toMillis() / 1000.0;
    if (spoken > seconds) {
      boolean allMust = rundown.stories().stream().allMatch(Story::mustSay);
      findings.add(
          new Finding(
              "length",
              allMust ? Severity.WARNING : Severity.HOLD,
              "script",
              script.words()
                  + " words cannot be said in "
                  + show.length().toMinutes()
                  + " minutes. Raise the show's length or lower a source's top."));
    }
  }

  private void speakers(Script script, List<Finding> findings) {
    script
        .lines()
        .map(Line::speaker)
        .distinct()
        .filter(speaker -> !show.voices().containsKey(speaker))
        .forEach(
            speaker ->
                findings.add(
                    new Finding(
                        "speaker",
                        Severity.WARNING,
                        speaker,
                        "No voice is set for this speaker; the host's is used. Set voices."
                            + speaker
                            + ".")));
  }

  /**
   * After a question there is a silence, and neither the question nor anything before the cards
   * gives the answer away. An answer of a word or two may stand anywhere by chance.
   */
  private static void answers(Rundown rundown, Script script, List<Finding> findings) {
    for (Story story : rundown.stories()) {
      if (story.item() instanceof Card card) {
        answer(card, script, findings);
      }
    }
  }

  private static void answer(Card card, Script script, List<Finding> findings) {
    Pattern question = words(card.question());
    Pattern answer = words(card.answer());
    boolean mayHint =
        card.answer().length() >= SHORTEST_HINT && !answer.matcher(card.question()).find();
    boolean asked = false;
    for (Segment segment : script.segments()) {
      boolean covers = segment.covers().contains(card.id());
      for (Line line : segment.lines()) {
        boolean asks = covers && line.pause().isPresent() && question.matcher(line.text()).find();
        boolean hints = !asked && (asks || segment.covers().isEmpty());
        if (mayHint && hints && answer.matcher(line.text()).find()) {
          findings.add(hold("answer-too-early", card.id(), "The answer is said before the pause."));
        }
        asked |= asks;
      }
    }
    boolean covered =
        script.segments().stream().anyMatch(segment -> segment.covers().contains(card.id()));
    if (covered && !asked) {
      findings.add(hold("no-pause", card.id(), "No silence follows the question."));
    }
  }

  /** The same words in a row, in any letters; marks at the end do not count. */
  private static Pattern words(String text) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + Pattern.quote(plain(text)) + "(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static String plain(Script script) {
    StringBuilder words = new StringBuilder();
    script.lines().forEach(line -> words.append(line.text().toLowerCase(Locale.ROOT)).append('\n'));
    return words.toString();
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[.!?…]+$", "").strip();
  }

  private static Finding hold(String check, String where, String reason) {
    return new Finding(check, Severity.HOLD, where, reason);
  }
}
