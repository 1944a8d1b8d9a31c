package larksong.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import larksong.model.Finding;
import larksong.model.Gap;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.model.Story;
import larksong.spoken.Mention;

/**
 * Traces what sentences say exactly to the stories that they rest on: numbers, times, dates,
 * durations, amounts, names, quotations and superlatives; besides these stories to what the whole
 * show knows: its title, its listener, its date, its sources and how much there is to tell.
 */
final class Tracing {

  private final Grammar grammar;
  private final Bases bases;
  private final Rundown rundown;
  private final Map<String, Evidence> stories;
  private final Evidence common;
  private final Evidence today;
  private final List<Mention> counts;

  Tracing(Show show, Rundown rundown, Grammar grammar) {
    this.grammar = grammar;
    this.bases = new Bases(rundown, grammar);
    this.rundown = rundown;
    this.stories = new HashMap<>();
    for (Story story : rundown.stories()) {
      stories.computeIfAbsent(
          story.item().id(), id -> Evidence.of(story, rundown.edition(), show.language()));
    }
    this.common = common(show, rundown);
    this.today = evidence(Counts.date(rundown.edition().date(), show.language()));
    this.counts = grammar.heard().mentions(Counts.of(rundown, show.language()));
  }

  private Evidence common(Show show, Rundown rundown) {
    List<String> known = new ArrayList<>(List.of(show.title(), show.description()));
    show.listener().ifPresent(known::add);
    rundown.gaps().stream().map(Gap::source).forEach(known::add);
    rundown.stories().stream().map(story -> story.item().source()).forEach(known::add);
    return evidence(String.join(".\n", known) + ".");
  }

  private Evidence evidence(String text) {
    return Evidence.of(text, grammar.language());
  }

  /** What a segment says that nothing it rests on says. */
  List<Finding> check(List<Said> said, Segment segment) {
    List<Finding> findings = new ArrayList<>();
    boolean frames = segment.covers().isEmpty();
    Evidence covers = evidence(frames ? stories.keySet() : segment.covers());
    Evidence whole = frames ? Evidence.all(Stream.of(covers, today)) : covers;
    for (Basis basis : bases.of(said, segment)) {
      boolean namesItself = bases.namesAny(basis);
      Evidence own = basis.stories().isEmpty() ? whole : evidence(basis.stories());
      new SentenceProof(
              grammar, rundown, counts, basis, namesItself, own, whole, segment.covers().size())
          .check(findings);
    }
    return findings;
  }

  private Evidence evidence(Collection<String> ids) {
    return Evidence.all(
        Stream.concat(ids.stream().map(stories::get).filter(Objects::nonNull), Stream.of(common)));
  }
}
