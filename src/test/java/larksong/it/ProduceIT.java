package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.mpatric.mp3agic.Mp3File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import larksong.it.Program.Result;
import larksong.it.Program.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole loop with the packaged program, the samples and a fresh home. */
class ProduceIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"demo", "study", "trip"})
  void makesAnEpisodeOfEachKindAndReusesItsStages(String show) throws Exception {
    Program larksong = new Program(folder);

    Result first = larksong.run("produce", show, "--json");
    Result second = larksong.run("produce", show, "--json");

    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    JsonNode answer = first.json();
    assertThat(answer.path("status").asText()).isEqualTo("published");
    assertThat(answer.path("edition").asText()).startsWith(show + "/");
    assertThat(answer.path("gaps")).isEmpty();
    assertThat(answer.path("findings")).isEmpty();
    assertThat(answer.path("publications").path(0).path("location").asText())
        .isEqualTo("http://localhost:8484/…");
    episodeIsSound(answer.path("episode"));
    assertThat(second.code()).isZero();
    assertThat(second.json().path("stages"))
        .hasSize(8)
        .allSatisfy(
            stage -> assertThat(stage.path("reused").asBoolean()).as(stage.toString()).isTrue());
    assertThat(larksong.run("episodes", show, "--json").json()).hasSize(1);
  }

  /** The properties that {@code private-feed} conventions ask of an MP3. */
  private static void episodeIsSound(JsonNode episode) throws Exception {
    Path mp3 = Path.of(episode.path("mp3").asText());
    Mp3File read = new Mp3File(mp3);
    assertThat(Files.size(mp3)).isEqualTo(episode.path("bytes").asLong());
    assertThat(read.getSampleRate()).isEqualTo(44_100);
    assertThat(read.getChannelMode()).isEqualTo("Mono");
    assertThat(read.isVbr()).isFalse();
    assertThat(read.getLengthInMilliseconds())
        .isCloseTo(episode.path("durationMs").asLong(), within(60L));
    assertThat(episode.path("loudnessLufs").asDouble()).isCloseTo(-16, within(1.0));
    assertThat(episode.path("truePeakDbtp").asDouble()).isLessThanOrEqualTo(-1);
    JsonNode chapters = episode.path("chapters");
    assertThat(chapters.size()).isGreaterThanOrEqualTo(2);
    assertThat(chapters.path(0).path("startMs").asLong()).isZero();
    for (int i = 1; i < chapters.size(); i++) {
      assertThat(
              chapters.path(i).path("startMs").asLong()
                  - chapters.path(i - 1).path("startMs").asLong())
          .isGreaterThanOrEqualTo(5000);
    }
    assertThat(read.getId3v2Tag().getChapters()).hasSize(chapters.size());
    assertThat(Path.of(episode.path("transcript").asText())).content().startsWith("WEBVTT");
  }

  @Test
  void twoAtOnceMakeOneEpisode() throws Exception {
    Program larksong = new Program(folder);
    Running one = larksong.start("produce", "demo", "--json");
    Running two = larksong.start("produce", "demo", "--json");

    assertThat(one.process().waitFor()).as(one.err()).isZero();
    assertThat(two.process().waitFor()).as(two.err()).isZero();

    assertThat(larksong.run("episodes", "--json").json()).hasSize(1);
  }

  @Test
  void anEditionCanBeMadeForAnyDay() throws Exception {
    Program larksong = new Program(folder);

    Result preview = larksong.run("preview", "demo", "--edition", "2026-11-21", "--json");

    assertThat(preview.code()).isZero();
    assertThat(preview.json().path("edition").asText()).isEqualTo("demo/2026-11-21");
    assertThat(preview.json().path("items").findValuesAsText("title"))
        .contains("Choir rehearsal", "Piano lesson");
    assertThat(preview.out()).contains("not at four");
  }

  @Test
  void aBadSourceIsAGapInTheEpisode() throws Exception {
    Program larksong = new Program(folder);
    Path config = folder.resolve("config");
    Files.createDirectories(config.resolve("shows"));
    Files.writeString(folder.resolve("page.xml"), "<!doctype html><html></html>");
    Files.writeString(
        config.resolve("shows/mine.yaml"),
        "title: Mine\nkind: morning-briefing\nsources:\n  - feed: ../../page.xml\n    name: gazette\n"
            + "  - calendar: ../../gone.ics\n    name: work\n");

    Result result = larksong.run("produce", "mine", "--config", config.toString(), "--json");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.json().path("gaps").findValuesAsText("source"))
        .containsExactly("gazette", "work");
    Path vtt = Path.of(result.json().path("episode").path("transcript").asText());
    assertThat(vtt).content().contains("gazette").contains("work");
  }

  @Test
  void aScriptThatDoesNotHoldIsExitThree() throws Exception {
    Program larksong = new Program(folder);
    Result preview = larksong.run("preview", "demo", "--edition", "2026-11-21", "--json");
    Path edited = folder.resolve("edited.json");
    Files.writeString(edited, preview.out());
    assertThat(
            larksong
                .run("prove", "demo", "--edition", "2026-11-21", "--script", edited.toString())
                .code())
        .isZero();

    String linked = preview.out().replaceFirst("It starts at ten", "See https://example.com");
    assertThat(linked).isNotEqualTo(preview.out());
    Files.writeString(edited, linked);
    Result held =
        larksong.run(
            "prove", "demo", "--edition", "2026-11-21", "--script", edited.toString(), "--json");
    assertThat(held.code()).isEqualTo(3);
    assertThat(held.json().path("findings").findValuesAsText("check")).containsExactly("link");

    Files.writeString(edited, preview.out().replaceFirst("It starts at ten", "It starts at nine"));
    Result moved =
        larksong.run(
            "prove", "demo", "--edition", "2026-11-21", "--script", edited.toString(), "--json");
    assertThat(moved.code()).isEqualTo(3);
    assertThat(moved.json().path("findings").findValuesAsText("check"))
        .containsExactly("untraced-time");

    Files.writeString(
        edited,
        "{\"title\":\"x\",\"segments\":[{\"heading\":\"h\",\"lines\":[{\"speaker\":\"host\",\"text\":\"Hi.\"}],\"covers\":[]}]}");
    assertThat(
            larksong
                .run("prove", "demo", "--edition", "2026-11-21", "--script", edited.toString())
                .code())
        .isEqualTo(3);
  }

  @Test
  void badUsageIsExitTwoInWordsWithoutAStackTrace() throws Exception {
    Program larksong = new Program(folder);
    for (List<String> arguments :
        List.of(
            List.of("produce", "dmo"),
            List.of("produce", "demo", "--edition", "tomorrow"),
            List.of("produce", "demo", "--edition", "0000-01-01", "--yes"),
            List.of("produce", "demo", "--edition", "+10000-01-01"),
            List.of("preview", "demo", "--edition=-0044-03-15"),
            List.of("preview", "demo", "--edition", "1999-12-31"),
            List.of("prove", "demo", "--edition", "1999-12-31"),
            List.of("produce", "demo", "--until", "bake"),
            List.of("check", "--config", folder.toString()),
            List.of("produce"))) {
      Result result = larksong.run(arguments.toArray(String[]::new));

      assertThat(result.code()).as(arguments.toString()).isEqualTo(2);
      assertThat(result.err()).isNotBlank().doesNotContain("\tat ");
    }
    assertThat(larksong.run("produce", "dmo").err())
        .isEqualToIgnoringNewLines(
            "No show 'dmo'; did you mean 'demo'? Shows: bedtime, demo, dive, league, meeting, phrases, roundup, study, trip, updates,"
                + " week.");
  }
}
