package larksong.library.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import larksong.Golden;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.model.Chapter;
import larksong.model.EditionId;
import larksong.model.Loudness;
import larksong.model.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedWriterTest {

  private static final ShelvedShow SHOW =
      new ShelvedShow(
          "morning",
          "Morning & more",
          "Ada's day",
          Locale.UK,
          UUID.fromString("00000000-0000-0000-0000-000000000001"),
          "owner",
          Instant.EPOCH,
          false,
          Optional.empty(),
          Optional.empty(),
          false);

  @Test
  void writesAPrivateFeed() {
    Golden.check("feed.xml", write());
  }

  @Test
  void writesTheSameBytesEachTime() {
    assertThat(write()).isEqualTo(write());
  }

  /** The vectors of Podcasting 2.0's specification of the GUID. */
  @ParameterizedTest
  @CsvSource({
    "https://podnews.net/rss, 9b024349-ccf0-5f69-a609-6b82873eab3c",
    "mp3s.nashownotes.com/pc20rss.xml/, 917393e3-1b1e-5cef-ace4-edaa54e1f810",
  })
  void computesThePodcastGuid(String address, UUID guid) {
    assertThat(FeedWriter.guid(address)).isEqualTo(guid);
  }

  private static String write() {
    URI url = URI.create("https://larksong.example.com");
    return new FeedWriter(url)
        .write(SHOW, List.of(episode()), Addresses.of(url, "TOKEN"), FeedWriter.Page.ONLY);
  }

  private static ShelvedEpisode episode() {
    return new ShelvedEpisode(
        UUID.fromString("0b9f7f3e-6a52-4c0f-9d3f-0d1b1a0c2e11"),
        EditionId.parse("morning/2026-11-21T06:30"),
        "Morning briefing, 21 November 2026",
        "Two appointments & one <story>.",
        "<p>Two appointments.</p>",
        Instant.parse("2026-11-21T05:31:00Z"),
        Duration.ofMillis(141_447),
        1_771_330,
        "a".repeat(64),
        "b".repeat(64),
        new Loudness(-16, -1.5),
        List.of(new Chapter("Good morning", Duration.ZERO, java.util.Optional.empty())),
        List.of(),
        "WEBVTT\n",
        new Provenance(List.of("calendar"), "outline", List.of("freetts:kevin16")),
        java.util.Optional.empty());
  }
}
