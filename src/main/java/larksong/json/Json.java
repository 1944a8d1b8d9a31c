package larksong.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Locale;
import larksong.model.EditionId;
import larksong.model.Item;
import larksong.model.RunStatus;
import larksong.model.Span;

/** The project's one JSON dialect: records by their names, times with their zones. */
public final class Json {

  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  /** One line, the same for equal values. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Expected a value that JSON can hold", e);
    }
  }

  /** Indented, for people. */
  public static String print(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Expected a value that JSON can hold", e);
    }
  }

  /** Reads what {@link #write} wrote, or the world's JSON. */
  public static <T> T read(String json, Class<T> type) throws JsonProcessingException {
    T value = MAPPER.readValue(json, type);
    if (value == null) {
      throw new JsonProcessingException("Expected a " + type.getSimpleName() + " but was null") {
        private static final long serialVersionUID = 1L;
      };
    }
    return value;
  }

  /** Reads JSON of any shape. */
  public static JsonNode tree(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /** Turns a tree into a record. */
  public static <T> T convert(JsonNode tree, Class<T> type) throws JsonProcessingException {
    return MAPPER.treeToValue(tree, type);
  }

  private static ObjectMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(oneText())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Item.class, ByKind.class)
            .addMixIn(Span.class, ByKind.class);
    ObjectMapper mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build());
    for (Class<?> sealed : new Class<?>[] {Item.class, Span.class}) {
      for (Class<?> kind : sealed.getPermittedSubclasses()) {
        mapper.registerSubtypes(new NamedType(kind, kind.getSimpleName().toLowerCase(Locale.ROOT)));
      }
    }
    return mapper;
  }

  /** What is one text wherever it stands: an edition's id, and a run's status by its word. */
  private static SimpleModule oneText() {
    return new SimpleModule()
        .addSerializer(EditionId.class, ToStringSerializer.instance)
        .addDeserializer(
            EditionId.class,
            new FromStringDeserializer<EditionId>(EditionId.class) {
              private static final long serialVersionUID = 1L;

              @Override
              protected EditionId _deserialize(String text, DeserializationContext context) {
                return EditionId.parse(text);
              }
            })
        .addSerializer(
            RunStatus.class,
            new StdDelegatingSerializer(
                RunStatus.class,
                new StdConverter<RunStatus, String>() {
                  @Override
                  public String convert(RunStatus status) {
                    return status.word();
                  }
                }))
        .addDeserializer(
            RunStatus.class,
            new FromStringDeserializer<RunStatus>(RunStatus.class) {
              private static final long serialVersionUID = 1L;

              @Override
              protected RunStatus _deserialize(String word, DeserializationContext context) {
                return RunStatus.of(word);
              }
            });
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  private interface ByKind {}
}
