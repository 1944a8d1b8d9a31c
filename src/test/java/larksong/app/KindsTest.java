package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.Golden;
import larksong.config.Kind;
import larksong.model.Finding;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every show that comes with Larksong, from its samples to its script. */
class KindsTest {

  private static final Path CONFIG = Path.of("config");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:00:00Z"), ZoneOffset.UTC);

  @TempDir Path home;

  static Stream<String> shows() throws IOException {
    try (Stream<Path> files = Files.list(CONFIG.resolve("shows"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shows")
  void isToldAsTheGoldenScriptSaysAndHolds(String name) throws Exception {
    try (Larksong larksong = Larksong.open(home, CONFIG, Map.of(), CLOCK, true)) {
      Wired show = larksong.show(name);

      Production production =
          larksong
              .studio()
              .produce(
                  larksong.crew(show),
                  larksong.edition(show, Optional.of("2026-11-21")),
                  new Studio.Order(Stage.PROOF, false),
                  StudioListener.SILENT);

      assertThat(production.gaps()).isEmpty();
      assertThat(production.findings()).extracting(Finding::reason).isEmpty();
      Golden.check(
          "scripts/" + name + ".md", Files.readString(production.folder().resolve("script.md")));
    }
  }

  @Test
  void thereIsAShowForEachKind() throws Exception {
    try (Larksong larksong = Larksong.open(home, CONFIG, Map.of(), CLOCK, true)) {
      List<String> kinds =
          larksong.shows().stream().map(wired -> wired.show().kind()).distinct().sorted().toList();

      assertThat(kinds).containsExactlyElementsOf(Kind.all(home)).hasSize(11);
    }
  }
}
