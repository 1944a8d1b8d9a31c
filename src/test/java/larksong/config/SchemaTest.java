package larksong.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas, the annotated reference and the code say the same. */
class SchemaTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path SCHEMAS = Path.of("config", "schema");

  static Stream<Path> shows() throws Exception {
    List<Path> shows = new ArrayList<>();
    for (Path folder :
        List.of(Path.of("config/shows"), Path.of("src/main/resources/larksong/cli/init"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(shows::add);
      }
    }
    return shows.stream();
  }

  @ParameterizedTest
  @MethodSource("shows")
  void everyShowFitsTheSchema(Path show) throws Exception {
    assertThat(validate("show", YAML.readTree(show.toFile()))).isEmpty();
  }

  @Test
  void theInstallationFitsTheSchemaWithAndWithoutItsComments() throws Exception {
    Path file = Path.of("config/larksong.yaml");
    String uncommented =
        Files.readString(file)
            .replaceAll("(?m)^(\\w+): \\{\\}$", "$1:")
            .replaceAll("(?m)^#  (\\w+):", "  $1:")
            .replaceAll("(?m)^# (listener|ffmpeg):", "$1:");

    assertThat(validate("larksong", YAML.readTree(file.toFile()))).isEmpty();
    assertThat(validate("larksong", YAML.readTree(uncommented))).isEmpty();
    assertThat(YAML.readTree(uncommented).path("models").size()).isEqualTo(4);
  }

  @Test
  void theSchemasRefuseAnUnknownKey() throws Exception {
    assertThat(
            validate(
                "show", YAML.readTree("{ title: x, kind: y, sources: [{ feed: f }], titel: z }")))
        .isNotEmpty();
    assertThat(validate("larksong", YAML.readTree("{ servr: {} }"))).isNotEmpty();
  }

  @Test
  void theCodeAsksForExactlyTheKeysOfTheSchema() throws Exception {
    Path folder = Files.createTempDirectory("schema");
    Files.createDirectories(folder.resolve("shows"));
    Files.writeString(
        folder.resolve("shows/s.yaml"), "title: t\nkind: k\nsources: [{ feed: f }]\n");

    ShowFile show = Configuration.read(folder, Map.of()).shows().get("s");

    assertThat(java.util.Objects.requireNonNull(show).file().asked())
        .containsExactlyInAnyOrderElementsOf(keys(schema("show").path("properties")));
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Set<ValidationMessage> validate(String schema, JsonNode document)
      throws Exception {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(schema(schema))
        .validate(document);
  }

  private static JsonNode schema(String name) throws Exception {
    return new ObjectMapper().readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
  }
}
