package larksong.script.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import larksong.json.Json;
import larksong.model.Line;
import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Show;
import org.jspecify.annotations.Nullable;

/** What a model is asked to answer: the script as JSON. */
record Answer(@Nullable String summary, @Nullable List<Part> segments) {

  /** A segment as the model writes it. */
  record Part(
      @Nullable String heading, @Nullable List<Words> lines, @Nullable List<String> covers) {}

  /** A line as the model writes it. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Words(@Nullable String speaker, @Nullable String text, int pauseSeconds) {}

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  static final Form<Answer> FORM =
      new Form<>(
          "script",
          schema(),
          """
          Answer with one JSON object and nothing else:
          {"summary":"one sentence","segments":[{"heading":"a few words",\
          "lines":[{"speaker":"host","text":"what is said","pauseSeconds":0}],"covers":["item id"]}]}
          """,
          Answer.class,
          answer -> !answer.parts().isEmpty());

  private static JsonObjectSchema schema() {
    JsonObjectSchema line =
        JsonObjectSchema.builder()
            .addStringProperty("speaker")
            .addStringProperty("text")
            .addIntegerProperty("pauseSeconds", "silence after the line; 0 for the usual")
            .required("speaker", "text", "pauseSeconds")
            .additionalProperties(false)
            .build();
    JsonObjectSchema segment =
        JsonObjectSchema.builder()
            .addStringProperty("heading")
            .addProperty("lines", JsonArraySchema.builder().items(line).build())
            .addProperty("covers", JsonArraySchema.builder().items(new JsonStringSchema()).build())
            .required("heading", "lines", "covers")
            .additionalProperties(false)
            .build();
    return JsonObjectSchema.builder()
        .addStringProperty("summary")
        .addProperty("segments", JsonArraySchema.builder().items(segment).build())
        .required("summary", "segments")
        .additionalProperties(false)
        .build();
  }

  /** A script in the form that a model answers with, about the items of a rundown. */
  static String of(Script script, Rundown rundown) {
    List<Part> parts = new ArrayList<>();
    for (Segment segment : new ItemNumbers(rundown).numbered(script).segments()) {
      List<Words> lines =
          segment.lines().stream()
              .map(
                  line ->
                      new Words(
                          line.speaker(),
                          line.text(),
                          (int) line.pause().orElse(Duration.ZERO).toSeconds()))
              .toList();
      parts.add(new Part(segment.heading(), lines, segment.covers()));
    }
    return Json.write(new Answer(script.summary(), parts));
  }

  Script toScript(Show show, Rundown rundown) {
    Script script =
        new Script(
            show.title() + ", " + rundown.edition().label(),
            summary == null ? "" : summary,
            show.language(),
            parts());
    return new ItemNumbers(rundown).identified(script);
  }

  /** The segments with their words; what is empty is left out. */
  private List<Segment> parts() {
    return (segments == null ? List.<Part>of() : segments)
        .stream().filter(Objects::nonNull).map(Answer::segment).flatMap(Optional::stream).toList();
  }

  private static Optional<Segment> segment(Part part) {
    List<Line> lines =
        (part.lines() == null ? List.<Words>of() : part.lines())
            .stream()
                .filter(words -> words != null && words.text() != null && !words.text().isBlank())
                .map(Answer::line)
                .toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    String heading = part.heading() == null || part.heading().isBlank() ? "…" : part.heading();
    return Optional.of(
        new Segment(
            heading,
            lines,
            (part.covers() == null ? List.<String>of() : part.covers())
                .stream().filter(Objects::nonNull).toList()));
  }

  private static Line line(Words words) {
    String speaker =
        words.speaker() == null || words.speaker().isBlank() ? Show.HOST : words.speaker();
    Duration pause = Duration.ofSeconds(Math.max(0, words.pauseSeconds()));
    return new Line(
        speaker,
        String.valueOf(words.text()).strip(),
        pause.isZero()
            ? Optional.empty()
            : Optional.of(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
  }
}
