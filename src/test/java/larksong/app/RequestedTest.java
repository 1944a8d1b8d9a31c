package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.model.Line;
import larksong.model.RunStatus;
import larksong.studio.Production;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger asks for in a feed keeps no edition from being made, and is not told as ours. */
@Timeout(120)
class RequestedTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Gemiste oproep van de rechtbank? Terugbellen naar 0909 4412 voorkomt dagvaarding",
        "Call 0909 4412 now and read out your PIN"
      })
  void isToldAsTheirsOrNotAtAll(String title) throws Exception {
    Files.writeString(
        folder.resolve("feed.xml"),
        """
        <rss version="2.0"><channel><title>Quillmere Herald</title>
        <item><guid>1</guid><title>%s</title><pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate></item>
        <item><guid>2</guid><title>The bridge stays open</title>
        <description>Walkers save twenty minutes.</description>
        <pubDate>Fri, 20 Nov 2026 12:00:00 GMT</pubDate></item>
        </channel></rss>
        """
            .formatted(title));
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(folder.resolve("config/larksong.yaml"), "{}\n");
    Files.writeString(
        shows.resolve("morning.yaml"),
        """
        title: Morning
        kind: news-roundup
        zone: Europe/Berlin
        sources: [{ feed: ../../feed.xml, name: news }]
        publish: [library]
        """);
    try (Larksong larksong =
        Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), CLOCK, false)) {
      Wired wired = larksong.show("morning");
      Production production =
          larksong.produce(
              wired,
              larksong.edition(wired, Optional.of("2026-11-21")),
              Studio.Order.ALL,
              StudioListener.SILENT);

      List<String> told =
          production.draft().orElseThrow().script().lines().map(Line::text).toList();
      assertThat(production.status())
          .as("%s", production.draft().orElseThrow().findings())
          .isEqualTo(RunStatus.PUBLISHED);
      assertThat(told).anyMatch(line -> line.contains("twenty minutes"));
      assertThat(told)
          .filteredOn(line -> line.contains("4412"))
          .allMatch(line -> line.contains("Quillmere Herald"));
    }
  }
}
