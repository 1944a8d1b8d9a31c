package larksong.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import larksong.model.Card;
import larksong.model.Finding;
import larksong.model.Finding.Severity;
import larksong.model.Kept;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Story;

/** Nothing is said twice, in this edition or at the beginning of the last ones. */
final class Repetition {

  /** Words below which two sentences may be the same by chance. */
  private static final int SHORT = 8;

  /** No sentence comes so often; a journey may set its watch more than once. */
  private static final int MANY = 6;

  /** Share of words that make two sentences one. */
  private static final double SAME = 0.8;

  private static final int RECENT = 5;
  private static final int OPENING_WORDS = 6;

  private final Grammar grammar;

  Repetition(Grammar grammar) {
    this.grammar = grammar;
  }

  void check(Rundown rundown, Script script, List<List<Said>> said, List<Finding> findings) {
    Set<String> cards = new HashSet<>();
    for (Story story : rundown.stories()) {
      if (story.item() instanceof Card card) {
        cards.add(card.id());
      }
    }
    List<String> sources =
        rundown.stories().stream()
            .map(story -> " " + Words.bare(String.join(" ", Evidence.texts(story.item()))) + " ")
            .toList();
    sentences(script, said, cards, sources, findings);
    stories(script, cards, findings);
    opening(rundown, script, findings);
  }

  private void sentences(
      Script script,
      List<List<Said>> said,
      Set<String> cards,
      List<String> sources,
      List<Finding> findings) {
    List<Set<String>> before = new ArrayList<>();
    Map<String, Integer> times = new HashMap<>();
    for (int number = 0; number < script.segments().size(); number++) {
      Segment segment = script.segments().get(number);
      if (segment.covers().stream().anyMatch(cards::contains)) {
        continue;
      }
      for (Said sentence : said.get(number)) {
        String bare = Words.bare(sentence.text());
        // What two sources both say is the owner's to change.
        if (sources.stream().filter(source -> source.contains(" " + bare + " ")).count() > 1) {
          continue;
        }
        Set<String> words = new HashSet<>(Words.of(sentence.text()));
        if (times.merge(bare, 1, Integer::sum) == MANY) {
          findings.add(Finding.at(sentence.place(), "said-twice", "It is said again and again."));
        } else if (words.size() >= SHORT && before.stream().anyMatch(other -> same(words, other))) {
          findings.add(Finding.at(sentence.place(), "said-twice", "It is said once already."));
        }
        before.add(words);
      }
    }
  }

  /** The same words, and nothing of content that the other has not. */
  private boolean same(Set<String> one, Set<String> other) {
    Set<String> stopWords = grammar.heard().stopWords();
    long shared = one.stream().filter(other::contains).count();
    boolean alike = shared >= SAME * Math.max(one.size(), other.size());
    return alike
        && one.stream().allMatch(word -> other.contains(word) || stopWords.contains(word))
        && other.stream().allMatch(word -> one.contains(word) || stopWords.contains(word));
  }

  private static void stories(Script script, Set<String> cards, List<Finding> findings) {
    Set<String> told = new HashSet<>();
    for (Segment segment : script.segments()) {
      for (String id : segment.covers()) {
        if (!told.add(id) && !cards.contains(id)) {
          findings.add(
              new Finding(
                  "said-twice",
                  Severity.HOLD,
                  segment.heading(),
                  "Two segments tell the same item."));
        }
      }
    }
  }

  /** The outline takes another variant each day; a model must find other words too. */
  private static void opening(Rundown rundown, Script script, List<Finding> findings) {
    String opening = beginning(script.segments().get(0).lines().get(0).text());
    rundown.recentOpenings().stream()
        .map(Kept::text)
        .limit(RECENT)
        .filter(recent -> beginning(recent).equals(opening))
        .findFirst()
        .ifPresent(
            recent ->
                findings.add(
                    new Finding(
                        "opening",
                        Severity.WARNING,
                        "opening",
                        "It begins as an edition before it did.")));
  }

  private static String beginning(String text) {
    List<String> words = Words.of(text.toLowerCase(Locale.ROOT));
    return String.join(" ", words.subList(0, Math.min(OPENING_WORDS, words.size())));
  }
}
