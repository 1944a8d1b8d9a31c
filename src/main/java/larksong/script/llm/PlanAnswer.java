package larksong.script.llm;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import larksong.model.Finding;
import larksong.model.Story;
import larksong.script.Plan;
import org.jspecify.annotations.Nullable;

/** What an editor is asked to answer: the items in order, each with its weight. */
record PlanAnswer(@Nullable List<Choice> order) {

  /** An item as the model places it. */
  record Choice(@Nullable String id, @Nullable String weight) {}

  private static final List<String> WEIGHTS =
      Arrays.stream(Story.Weight.values()).map(Enum::name).toList();

  static final Form<PlanAnswer> FORM =
      new Form<>(
          "plan",
          schema(),
          """
          Answer with one JSON object and nothing else:
          {"order":[{"id":"item id","weight":"MAJOR, NOTABLE or SMALL"}]}
          """,
          PlanAnswer.class);

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

  /** Its choices that can be read, of items that have these numbers. */
  Plan of(ItemNumbers numbers, List<Finding> findings) {
    return new Plan(
        (order == null ? List.<Choice>of() : order)
            .stream()
                .filter(Objects::nonNull)
                .filter(choice -> choice.id() != null && WEIGHTS.contains(weight(choice)))
                .map(
                    choice ->
                        new Plan.Choice(
                            numbers.id(String.valueOf(choice.id())),
                            Story.Weight.valueOf(weight(choice))))
                .toList(),
        findings);
  }

  private static String weight(Choice choice) {
    return String.valueOf(choice.weight()).toUpperCase(Locale.ROOT);
  }
}
