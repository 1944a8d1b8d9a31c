package larksong.script.llm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
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
import larksong.script.WritingException;
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

  /** The form, for providers that hold a model to it. */
  static final ResponseFormat FORMAT =
      ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(JsonSchema.builder().name("script").rootElement(schema()).build())
          .build();

  /** The form in words, for those that do not. */
  static final String FORM =
      """
      Answer with one JSON object and nothing else:
      {"summary":"one sentence","segments":[{"heading":"a few words",\
      "lines":[{"speaker":"host","text":"what is said","pauseSeconds":0}],"covers":["item id"]}]}
      """;

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

  /** A script in the form that a model answers with. */
  static String of(Script script) {
    List<Part> parts = new ArrayList<>();
    for (Segment segment : script.segments()) {
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

  /** The JSON object in the text; a fence around it is forgiven. */
  static String object(String text) throws WritingException {
    // Some models think aloud first.
    int thought = text.lastIndexOf("</think>");
    int begin = text.indexOf('{', Math.max(0, thought));
    int end = text.lastIndexOf('}');
    if (begin < 0 || end < begin) {
      throw new WritingException("The model answered without a script.");
    }
    return text.substring(begin, end + 1);
  }

  static Answer read(String text) throws WritingException {
    try {
      return Json.read(object(text), Answer.class);
    } catch (JsonProcessingException e) {
      throw new WritingException("The model's script is not valid JSON or was cut off.", e);
    }
  }

  /** The same, if it has words. */
  Answer checked() throws WritingException {
    if (parts().isEmpty()) {
      throw new WritingException("The model's script has no words.");
    }
    return this;
  }

  Script toScript(Show show, Rundown rundown) {
    return new Script(
        show.title() + ", " + rundown.edition().label(),
        summary == null ? "" : summary,
        show.language(),
        parts());
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
