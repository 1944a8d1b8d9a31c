package larksong.script.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import larksong.json.Json;
import larksong.model.Finding;
import larksong.script.Presentation;
import larksong.script.WritingException;
import org.jspecify.annotations.Nullable;

/** What a host is asked to answer. */
record HostAnswer(
    @Nullable String opening, @Nullable List<String> transitions, @Nullable String closing) {

  static final ResponseFormat FORMAT =
      ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(
              JsonSchema.builder()
                  .name("host")
                  .rootElement(
                      JsonObjectSchema.builder()
                          .addStringProperty("opening")
                          .addProperty(
                              "transitions",
                              JsonArraySchema.builder().items(new JsonStringSchema()).build())
                          .addStringProperty("closing")
                          .required("opening", "transitions", "closing")
                          .additionalProperties(false)
                          .build())
                  .build())
          .build();

  static final String FORM =
      """
      Answer with one JSON object and nothing else:
      {"opening":"what is said","transitions":["a sentence for each part"],"closing":"what is said"}
      """;

  static HostAnswer read(String text) throws WritingException {
    try {
      return Json.read(Answer.object(text), HostAnswer.class);
    } catch (JsonProcessingException e) {
      throw new WritingException("The host's words are not valid JSON or were cut off.", e);
    }
  }

  Presentation with(List<Finding> findings) {
    return new Presentation(
        words(opening),
        transitions == null ? List.of() : transitions.stream().map(HostAnswer::words).toList(),
        words(closing),
        findings);
  }

  private static String words(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
