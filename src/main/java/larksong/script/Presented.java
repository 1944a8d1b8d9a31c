package larksong.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import larksong.model.Finding;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import larksong.spoken.Requests;
import larksong.spoken.Sentences;

/**
 * Puts a host's words around the parts of a script, and takes back those that do not hold; a host
 * asks nothing of the listener.
 */
final class Presented {

  private Presented() {}

  /** The proof tells what does not hold of a script. */
  static Script of(Script script, Presentation said, Function<Script, List<Finding>> proof) {
    Set<Integer> silent = new HashSet<>();
    Script all = with(script, said, silent);
    for (Finding finding : proof.apply(all)) {
      finding.place().ifPresent(place -> silent.add(place.segment()));
    }
    return silent.isEmpty() ? all : with(script, said, silent);
  }

  private static boolean asks(String word, Locale language) {
    return Sentences.of(word, language).stream().anyMatch(Requests.of(language)::isGrave);
  }

  /** The segments by number that get no word of the host. */
  private static Script with(Script script, Presentation said, Set<Integer> silent) {
    List<Segment> segments = new ArrayList<>();
    int part = 0;
    int last = script.segments().size() - 1;
    for (int i = 0; i <= last; i++) {
      Segment segment = script.segments().get(i);
      boolean tells = !segment.covers().isEmpty();
      String word =
          i == 0
              ? said.opening()
              : tells ? transition(said, part) : i == last ? said.closing() : "";
      part += tells ? 1 : 0;
      boolean isSaid = !word.isEmpty() && !silent.contains(i) && !asks(word, script.language());
      segments.add(isSaid ? with(segment, word, i == 0) : segment);
    }
    return script.with(segments);
  }

  private static String transition(Presentation said, int part) {
    return part < said.transitions().size() ? said.transitions().get(part) : "";
  }

  /** The greeting takes the place of the outline's; any other word comes first. */
  private static Segment with(Segment segment, String word, boolean instead) {
    List<Line> lines = new ArrayList<>(segment.lines());
    Line line = new Line(Show.HOST, word);
    if (instead) {
      lines.set(0, line);
    } else {
      lines.add(0, line);
    }
    return new Segment(segment.heading(), lines, segment.covers());
  }
}
