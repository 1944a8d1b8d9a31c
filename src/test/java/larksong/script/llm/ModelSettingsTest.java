package larksong.script.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import larksong.config.Sections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSettingsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ollama, llama3.2,           http://localhost:11434,      true
          ollama, llama3.2,           http://[::1]:11434,          true
          openai, local,              http://LOCALHOST:8080/v1,    true
          ollama, gpt-oss:120b-cloud, http://localhost:11434,      false
          ollama, glm-4.6:cloud,      http://127.0.0.1:11434,      false
          openai, local,              http://192.168.1.5:8080/v1,  false
          openai, local,              http://localhost.example/v1, false
          openai, gpt-5,              https://api.openai.com/v1,   false
          """)
  void knowsWhetherWhatItIsAskedLeavesThisMachine(
      String provider, String model, String url, boolean stays) {
    ModelSettings settings =
        ModelSettings.of(
            "m",
            Sections.of(
                Path.of("."),
                String.format(
                    "{ provider: %s, model: '%s', base-url: '%s' }", provider, model, url)));

    assertThat(settings.isOnThisMachine()).isEqualTo(stays);
  }
}
