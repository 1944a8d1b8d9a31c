package larksong.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import larksong.model.Article;
import larksong.model.Chapter;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Loudness;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Rundown;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Show notes are HTML, and what others wrote stands in them as they wrote it. */
class ShowNotesTest {

  private static final String HOSTILE = "<script src=x></script> & <b>AT&amp;T</b> \"'";

  @Test
  void showEveryTextAsItWasWritten() {
    Document notes = notes(HOSTILE, URI.create("https://example.com/?a=1&lt=2"));

    assertThat(notes.select("script, b")).isEmpty();
    assertThat(notes.select("p").eachText())
        .containsExactly(
            "Summary " + HOSTILE,
            "Title " + HOSTILE + " (Publisher " + HOSTILE + ")",
            "Not read today: Source " + HOSTILE + ".",
            "Made by Larksong from From "
                + HOSTILE
                + ". Written by Writer "
                + HOSTILE
                + ", spoken by the synthetic voice Voice "
                + HOSTILE
                + ".");
    assertThat(notes.select("li").eachText()).containsExactly("(1:05) Chapter " + HOSTILE);
  }

  @Test
  void leadWhereTheSourceLeads() {
    Document notes = notes("plain", URI.create("https://example.com/?a=1&lt=2"));

    assertThat(notes.select("a").attr("href")).isEqualTo("https://example.com/?a=1&lt=2");
  }

  private static Document notes(String text, URI link) {
    Article article =
        new Article(
            "n1",
            "news",
            "Title " + text,
            "",
            "Publisher " + text,
            Optional.of(link),
            Optional.empty());
    Rundown rundown =
        Fixtures.aRundown(
            List.of(Fixtures.may(article)), List.of(new Gap("Source " + text, "It is away.")));
    Recording recording =
        new Recording(
            "episode.mp3",
            "transcript.vtt",
            "cover.jpg",
            Duration.ofMinutes(2),
            1,
            "",
            new Loudness(-16, -1),
            List.of(new Chapter("Chapter " + text, Duration.ofSeconds(65), Optional.empty())),
            List.of());
    Provenance provenance =
        new Provenance(List.of("From " + text), "Writer " + text, List.of("Voice " + text));
    return Jsoup.parse(ShowNotes.html("Summary " + text, rundown, recording, provenance));
  }
}
