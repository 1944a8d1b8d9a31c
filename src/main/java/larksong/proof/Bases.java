package larksong.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import larksong.model.Rundown;
import larksong.model.Segment;
import larksong.model.Story;

/**
 * Finds the stories that a sentence rests on: those that it names and those that the line named
 * before it; none, where it rests on all that its segment covers.
 */
final class Bases {

  private final Grammar grammar;

  /** What the title of each story says, by its id. */
  private final Map<String, Set<String>> titles = new LinkedHashMap<>();

  Bases(Rundown rundown, Grammar grammar) {
    this.grammar = grammar;
    for (Story story : rundown.stories()) {
      titles.put(
          story.item().id(), Words.content(story.item().title(), grammar.heard().stopWords()));
    }
  }

  /** What each sentence of a segment rests on. */
  List<Basis> of(List<Said> said, Segment segment) {
    List<Basis> bases = new ArrayList<>();
    List<String> last = List.of();
    for (Said sentence : said) {
      Set<String> stands = new LinkedHashSet<>(sentence.place().sentence() == 0 ? List.of() : last);
      stands.addAll(named(sentence.text(), segment.covers()));
      last = List.copyOf(stands);
      bases.add(new Basis(sentence.place(), sentence.text(), last));
    }
    return bases;
  }

  /** Whether the sentence itself names one of its stories, not only one before it. */
  boolean namesAny(Basis basis) {
    return !named(basis.sentence(), basis.stories()).isEmpty();
  }

  /**
   * The stories whose title a sentence says, or two thirds of it; else the one story that it says
   * any word of, where no other has one.
   */
  private List<String> named(String sentence, List<String> covers) {
    Set<String> said = Words.content(sentence, grammar.heard().stopWords());
    List<String> named = new ArrayList<>();
    List<String> touched = new ArrayList<>();
    Set<String> covered = new HashSet<>(covers);
    for (Map.Entry<String, Set<String>> story : titles.entrySet()) {
      String id = story.getKey();
      if (!covered.contains(id)) {
        continue;
      }
      Set<String> title = story.getValue();
      long found =
          title.stream()
              .filter(word -> said.stream().anyMatch(one -> Words.alike(one, word)))
              .count();
      if (!title.isEmpty() && found * 3 >= title.size() * 2L) {
        named.add(id);
      }
      if (found > 0) {
        touched.add(id);
      }
    }
    return named.isEmpty() && touched.size() == 1 ? touched : named;
  }
}
