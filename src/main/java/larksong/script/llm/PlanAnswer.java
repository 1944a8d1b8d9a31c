package larksong.script.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import larksong.json.Json;
import larksong.model.Story;
import larksong.script.Plan;
import larksong.script.WritingException;
import org.jspecify.annotations.Nullable;

/** What an editor is asked to answer: the items in order, each with its weight. */
record PlanAnswer(@Nullable List<Choice> order) {

  /** An item as the model places it. */
  record Choice(@Nullable String id, @Nullable String weight) {}

  private static final List<String> WEIGHTS =
      Arrays.stream(Story.Weight.values()).map(Enum::name).toList();

  static final ResponseFormat FORMAT =
      ResponseFormat.builder()
          .type(ResponseFormatType.JSON)
          .jsonSchema(JsonSchema.builder().name("plan").rootElement(schema()).build())
          .build();

  static final String FORM =
      """
      Answer with one JSON object and nothing else:
      {"order":[{"id":"item id","weight":"MAJOR, NOTABLE or SMALL"}]}
      """;

  private static JsonObjectSchema schema() {
    JsonObjectSchema choice =
        JsonObjectSchema.builder()
            .addProperty("id", new JsonStringSchema())
            .addProperty("weight", JsonEnumSchema.builder().enumValues(WEIGHTS).build())
            .required("id", "weight")
            .additionalProperties(false)
            .build();
    return JsonObjectSchema.builder()
        .addProperty("order", JsonArraySchema.builder().items(choice).build())
        .required("order")
        .additionalProperties(false)
        .build();
  }

  static List<Plan.Choice> read(String text) throws WritingException {
    try {
      PlanAnswer answer = Json.read(Answer.object(text), PlanAnswer.class);
      List<Choice> order = answer.order() == null ? List.of() : answer.order();
      return order.stream()
          .filter(Objects::nonNull)
          .filter(choice -> choice.id() != null && WEIGHTS.contains(weight(choice)))
          .map(
              choice ->
                  new Plan.Choice(
                      String.valueOf(choice.id()), Story.Weight.valueOf(weight(choice))))
          .toList();
    } catch (JsonProcessingException e) {
      throw new WritingException("The model's plan is not valid JSON or was cut off.", e);
    }
  }

  private static String weight(Choice choice) {
    return String.valueOf(choice.weight()).toUpperCase(Locale.ROOT);
  }
}
