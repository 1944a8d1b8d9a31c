package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.model.Fixtures;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feeds that are served are what validators want, and what is wrong with one is found. */
class FeedRulesTest {

  @TempDir Path folder;

  private Served served;
  private ShelvedEpisode episode;
  private String listener;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    episode = served.library.shelve(Episodes.of(folder.resolve("b"), Fixtures.EDITION, "sound"));
    listener = served.listener();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void servesFeedsThatBreakNoRule() throws Exception {
    for (String path : new String[] {"feed.xml", "shows/" + episode.show() + "/feed.xml"}) {
      assertThat(FeedRules.problems(feed(path), served.url() + listener + path)).isEmpty();
    }
  }

  @Test
  void saysOfEachRecordingItsTrueLengthAndKind() throws Exception {
    String feed = feed("feed.xml");
    String length = feed.replaceAll("(?s).*<enclosure [^>]*length=\"(\\d+)\".*", "$1");
    try (Response sound = served.send("HEAD", listener + "media/" + episode.guid() + ".mp3")) {
      assertThat(sound.header("Content-Length")).isEqualTo(length);
      assertThat(sound.header("Content-Type")).isEqualTo("audio/mpeg");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title",
        "description",
        "link",
        "language",
        "itunes:author",
        "itunes:category",
        "itunes:explicit",
        "itunes:type",
        "itunes:block",
        "itunes:image",
        "podcast:guid",
        "podcast:locked",
        "podcast:block",
        "atom:link",
        "enclosure",
        "guid",
        "pubDate",
        "content:encoded",
        "itunes:duration",
        "podcast:transcript",
        "podcast:chapters",
        "podcast:person",
        "podcast:txt"
      })
  void missesWhatIsNotThere(String element) throws Exception {
    String without =
        feed("feed.xml")
            .replaceAll("<" + element + "(?: [^>]*)?/>", "")
            .replaceAll("(?s)<" + element + "(?: [^>]*)?>.*?</" + element + ">", "");

    assertThat(FeedRules.problems(without, served.url() + listener + "feed.xml")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "</channel>            | </chanel>                          | not well-formed",
        "isPermaLink=\"false\" | isPermaLink=\"true\"               | guid",
        "GMT</pubDate>         | 2026</pubDate>                     | date",
        "type=\"audio/mpeg\"   | type=\"text/html\"                 | enclosure",
        "rel=\"self\"          | rel=\"next\"                       | self",
        "<itunes:explicit>false| <itunes:explicit>no                | explicit",
        "<language>            | <language>xx-                      | language",
        "<itunes:block>Yes     | <itunes:block>No                   | private",
        "</itunes:author>      | </itunes:author><title>b</title>   | twice title",
        "<itunes:duration>     | <itunes:duration>0:                | duration",
        "<content:encoded>     | <content:encoded>&lt;script&gt;x   | script in content",
        "<content:encoded>     | <content:encoded>&lt;a href='/x'&gt;y | address /x",
        "application/json+chapters | text/plain                     | chapters",
        ".jpg\"/>              | .gif\"/>                           | picture",
      })
  void findsWhatIsWrong(String right, String wrong, String problem) throws Exception {
    String feed = feed("feed.xml");
    assertThat(feed).contains(right);

    assertThat(FeedRules.problems(feed.replace(right, wrong), served.url() + listener + "feed.xml"))
        .anyMatch(found -> found.startsWith(problem));
  }

  private String feed(String path) throws Exception {
    try (Response response = served.get(listener + path)) {
      return response.body().string();
    }
  }
}
