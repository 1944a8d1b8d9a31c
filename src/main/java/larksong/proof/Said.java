package larksong.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import larksong.model.Place;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.spoken.Sentences;

/** A sentence of a script. */
record Said(Place place, String text) {

  /** The sentences of each segment. */
  static List<List<Said>> of(Script script, Locale language) {
    List<List<Said>> segments = new ArrayList<>();
    for (int i = 0; i < script.segments().size(); i++) {
      segments.add(segment(script.segments().get(i), i, language));
    }
    return segments;
  }

  private static List<Said> segment(Segment segment, int number, Locale language) {
    List<Said> said = new ArrayList<>();
    for (int line = 0; line < segment.lines().size(); line++) {
      List<String> sentences = Sentences.of(segment.lines().get(line).text(), language);
      for (int i = 0; i < sentences.size(); i++) {
        said.add(new Said(new Place(number, line, i), sentences.get(i)));
      }
    }
    return said;
  }
}
