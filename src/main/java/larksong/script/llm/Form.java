package larksong.script.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.function.Predicate;
import larksong.json.Json;
import larksong.script.WritingException;

/**
 * The form that an answer has: a schema for providers that hold a model to it, and the same in
 * words for those that do not.
 *
 * @param name what is answered with
 * @param isUsable whether there is anything in an answer
 */
record Form<T>(
    String name, JsonObjectSchema schema, String inWords, Class<T> type, Predicate<T> isUsable) {

  Form(String name, JsonObjectSchema schema, String inWords, Class<T> type) {
    this(name, schema, inWords, type, any -> true);
  }

  ResponseFormat format() {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(JsonSchema.builder().name(name).rootElement(schema).build())
        .build();
  }

  T read(String answer) throws WritingException {
    try {
      T read = Json.read(object(answer), type);
      if (!isUsable.test(read)) {
        throw new WritingException("The model's " + name + " has no words.");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new WritingException("The model's " + name + " is not valid JSON or was cut off.", e);
    }
  }

  /** The JSON object in the text; a fence around it is forgiven. */
  private String object(String text) throws WritingException {
    // Some models think aloud first.
    int thought = text.lastIndexOf("</think>");
    int begin = text.indexOf('{', Math.max(0, thought));
    int end = text.lastIndexOf('}');
    if (begin < 0 || end < begin) {
      throw new WritingException("The model answered without a " + name + ".");
    }
    return text.substring(begin, end + 1);
  }
}
