package larksong.script.llm;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import larksong.model.Finding;
import larksong.script.Presentation;
import org.jspecify.annotations.Nullable;

/** What a host is asked to answer. */
record HostAnswer(
    @Nullable String opening, @Nullable List<String> transitions, @Nullable String closing) {

  static final Form<HostAnswer> FORM =
      new Form<>(
          "presentation",
          JsonObjectSchema.builder()
              .addStringProperty("opening")
              .addProperty(
                  "transitions", JsonArraySchema.builder().items(new JsonStringSchema()).build())
              .addStringProperty("closing")
              .required("opening", "transitions", "closing")
              .additionalProperties(false)
              .build(),
          """
          Answer with one JSON object and nothing else:
          {"opening":"what is said","transitions":["a sentence for each part"],"closing":"what is said"}
          """,
          HostAnswer.class);

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
