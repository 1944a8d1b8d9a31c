package larksong.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larksong.json.Json;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import org.jspecify.annotations.Nullable;

/** A script as {@code preview --json} prints it and {@code prove --script} reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScriptAnswer(@Nullable String title, @Nullable List<SegmentAnswer> segments) {

  /** A segment with the ids of the items it covers. */
  record SegmentAnswer(
      @Nullable String heading, @Nullable List<LineAnswer> lines, @Nullable List<String> covers) {}

  /** A line; the pause after it in milliseconds, where it has one of its own. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineAnswer(@Nullable String speaker, @Nullable String text, @Nullable Long pauseMs) {}

  static ScriptAnswer of(Script script) {
    return new ScriptAnswer(
        script.title(),
        script.segments().stream()
            .map(
                segment ->
                    new SegmentAnswer(
                        segment.heading(),
                        segment.lines().stream().map(ScriptAnswer::line).toList(),
                        segment.covers()))
            .toList());
  }

  private static LineAnswer line(Line line) {
    return new LineAnswer(
        line.speaker(), line.text(), line.pause().map(Duration::toMillis).orElse(null));
  }

  /** Reads a script, or the whole answer of {@code preview --json} with the script in it. */
  static Script read(String text, Show show) throws UsageException {
    try {
      JsonNode tree = Json.tree(text);
      JsonNode script = tree.has("script") ? tree.path("script") : tree;
      if (!script.isObject()) {
        throw new UsageException("There is no script in it; was it a day with nothing to say?");
      }
      return Json.convert(script, ScriptAnswer.class).toScript(show);
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new UsageException(
          "Expected a script as 'larksong preview SHOW --json' prints it; it is not: "
              + (e instanceof JsonProcessingException json
                  ? json.getOriginalMessage()
                  : e.getMessage()));
    }
  }

  private Script toScript(Show show) {
    return new Script(
        title == null ? "" : title,
        "",
        show.language(),
        (segments == null ? List.<SegmentAnswer>of() : segments)
            .stream().map(ScriptAnswer::segment).toList());
  }

  private static Segment segment(SegmentAnswer answer) {
    return new Segment(
        answer.heading() == null ? "" : answer.heading(),
        (answer.lines() == null ? List.<LineAnswer>of() : answer.lines())
            .stream()
                .map(
                    line ->
                        new Line(
                            line.speaker() == null ? Show.HOST : line.speaker(),
                            line.text() == null ? "" : line.text(),
                            Optional.ofNullable(line.pauseMs()).map(Duration::ofMillis)))
                .toList(),
        answer.covers() == null ? List.of() : answer.covers());
  }
}
