package larksong.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutSecretsTest {

  private static final String OUT = "\"" + WithoutSecrets.TAKEN_OUT + "\"";

  @TempDir Path folder;

  @Test
  void takesOutValuesAndKeepsEveryOtherByte() {
    String written =
        "\uFEFF# ünïcode \uD83D\uDE00, kept\r\n"
            + "models:\r\n"
            + "  clever: { provider: x,  key: sk-canary, base-url: \"https://m.example/v1\" } # why\r\n"
            + "  other: { key: \"${OPENAI_API_KEY}\", max-tokens: 8000 }\r\n"
            + "targets:\r\n"
            + "    cloud:\r\n"
            + "        password: 'it''s canary'\r\n"
            + "        access-key: AKIACANARY\r\n"
            + "        secret-key: |\r\n"
            + "          canary\r\n"
            + "          canary\r\n"
            + "        token: &t canary\r\n"
            + "        url: https://ada:canary@cloud.example/s?a=1&token=canary&b=2\r\n"
            + "server: { tls: { certificate: full.pem, key: privkey.pem } }\r\n"
            + "budget: { month-tokens: 5 }\r\n";

    String out = WithoutSecrets.of(written);

    assertThat(out).doesNotContainIgnoringCase("canary");
    assertThat(out)
        .isEqualTo(
            "\uFEFF# ünïcode \uD83D\uDE00, kept\r\n"
                + "models:\r\n"
                + "  clever: { provider: x,  key: "
                + OUT
                + ", base-url: \"https://m.example/v1\" } # why\r\n"
                + "  other: { key: \"${OPENAI_API_KEY}\", max-tokens: 8000 }\r\n"
                + "targets:\r\n"
                + "    cloud:\r\n"
                + "        password: "
                + OUT
                + "\r\n"
                + "        access-key: "
                + OUT
                + "\r\n"
                + "        secret-key: "
                + OUT
                + "\r\n"
                + "        token: &t "
                + OUT
                + "\r\n"
                + "        url: https://ada:${TAKEN_OUT_OF_THE_BACKUP}@cloud.example/s?a=1&token=${TAKEN_OUT_OF_THE_BACKUP}&b=2\r\n"
                + "server: { tls: { certificate: full.pem, key: privkey.pem } }\r\n"
                + "budget: { month-tokens: 5 }\r\n");
  }

  @Test
  void takesTheOwnersFilesAndNoOthers() throws Exception {
    for (String name : new String[] {"larksong.yaml", "shows/a.yaml", "shows/b.yml"}) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "password: canary\n");
    }
    Files.createDirectories(folder.resolve("prompts"));
    Files.writeString(folder.resolve("prompts/write.md"), "# Write\n");
    Files.writeString(folder.resolve("privkey.pem"), "canary");
    Files.writeString(folder.resolve("shows/broken.yaml"), "password: [canary\n");

    var files = WithoutSecrets.of(folder);

    assertThat(files)
        .containsOnlyKeys("larksong.yaml", "shows/a.yaml", "shows/b.yml", "prompts/write.md");
    files
        .values()
        .forEach(
            bytes ->
                assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("canary"));
  }
}
