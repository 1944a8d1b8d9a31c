package larksong.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larksong.model.Finding;
import larksong.model.Line;
import larksong.model.Place;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.spoken.Request;
import larksong.spoken.Requests;
import larksong.spoken.Sentences;

/**
 * Mends the sentences of a script that do not hold: what somebody asks of the listener is told as
 * their word, else only what comes before it, else nothing.
 */
record Mending(ScriptWriter outline, Rundown rundown, Requests requests) {

  /** Words of a sentence; fewer are what is left of one. */
  private static final int FEWEST = 5;

  /** The script with as much of these sentences as holds; empty if a segment would be. */
  Optional<Script> of(Script script, List<Finding> held, Predicate<Script> holds) {
    Set<Place> places =
        held.stream().flatMap(finding -> finding.place().stream()).collect(Collectors.toSet());
    List<UnaryOperator<String>> ways = List.of(this::asTheirs, this::beforeRequest, sentence -> "");
    return ways.stream()
        .flatMap(way -> mended(script, places, way).stream())
        .filter(holds)
        .findFirst();
  }

  private String asTheirs(String sentence) {
    boolean isForListeners =
        requests
            .in(sentence)
            .filter(request -> request == Request.OF_A_MACHINE || request == Request.UNKNOWN)
            .isEmpty();
    return isForListeners ? outline.attributed(rundown, sentence).orElse("") : "";
  }

  private String beforeRequest(String sentence) {
    String before = requests.isGrave(sentence) ? requests.before(sentence) : "";
    return before.split("\\s+").length < FEWEST ? "" : before.replaceFirst("[.,:;]+$", "") + ".";
  }

  private static Optional<Script> mended(
      Script script, Set<Place> places, UnaryOperator<String> way) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < script.segments().size(); i++) {
      Segment segment = script.segments().get(i);
      List<Line> lines = new ArrayList<>();
      for (int j = 0; j < segment.lines().size(); j++) {
        Line line = segment.lines().get(j);
        String kept = kept(Sentences.of(line.text(), script.language()), i, j, places, way);
        if (!kept.isBlank()) {
          lines.add(new Line(line.speaker(), kept, line.pause()));
        }
      }
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      segments.add(new Segment(segment.heading(), lines, segment.covers()));
    }
    return Optional.of(script.with(segments));
  }

  private static String kept(
      List<String> sentences, int segment, int line, Set<Place> places, UnaryOperator<String> way) {
    return IntStream.range(0, sentences.size())
        .mapToObj(
            at ->
                places.contains(new Place(segment, line, at))
                    ? way.apply(sentences.get(at))
                    : sentences.get(at))
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
