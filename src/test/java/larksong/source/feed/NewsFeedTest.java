package larksong.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import larksong.config.Sections;
import larksong.model.Article;
import larksong.net.Http;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.source.SourceContract;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewsFeedTest extends SourceContract {

  private static final String RSS =
      "<?xml version='1.0'?><rss version='2.0'><channel><title>Gazette</title>"
          + "<item><title>Bridge &amp;amp; ferry</title><link>https://e.com/1</link><guid>1</guid>"
          + "<pubDate>Fri, 20 Nov 2026 17:40:00 +0100</pubDate>"
          + "<description>&lt;p&gt;It stays &lt;b&gt;open&lt;/b&gt;.&lt;/p&gt;</description></item>"
          + "</channel></rss>";

  @Override
  protected Source source() throws IOException {
    return feed(RSS);
  }

  @Override
  protected Source missing() {
    return NewsFeed.of(Sections.of(folder, "{ feed: gone.xml, name: work }"), documents());
  }

  @Test
  void readsRss() throws Exception {
    Article article = gathered(RSS).get(0);

    assertThat(article.title()).isEqualTo("Bridge & ferry");
    assertThat(article.summary()).isEqualTo("It stays open.");
    assertThat(article.publisher()).isEqualTo("Gazette");
    assertThat(article.link()).hasToString("Optional[https://e.com/1]");
  }

  @Test
  void readsAtomAndJsonFeed() throws Exception {
    assertThat(
            gathered(
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>a</id><entry><id>1</id>"
                    + "<title>T</title><updated>2026-11-20T12:00:00Z</updated>"
                    + "<summary>S</summary></entry></feed>"))
        .extracting(Article::title)
        .containsExactly("T");
    assertThat(
            gathered(
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[{\"id\":\"1\","
                    + "\"title\":\"T\",\"content_html\":\"<p>S</p>\",\"date_published\":\"2026-11-20T12:00:00Z\"}]}"))
        .extracting(Article::summary)
        .containsExactly("S");
  }

  @Test
  void takesTheLatestOfItsWindow() throws Exception {
    StringBuilder items = new StringBuilder();
    for (int day = 10; day <= 22; day++) {
      items
          .append("<item><title>d")
          .append(day)
          .append("</title><pubDate>")
          .append(day)
          .append(" Nov 2026 12:00:00 GMT</pubDate></item>");
    }
    write("<rss version='2.0'><channel><title>G</title>" + items + "</channel></rss>");

    assertThat(
            NewsFeed.of(
                    Sections.of(folder, "{ feed: f.xml, name: work, top: 3, since: 5d }"),
                    documents())
                .gather(BUSY)
                .items())
        .extracting("title")
        .containsExactly("d21", "d20", "d19");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "<html><head></head></html>",
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>&x;</title></channel></rss>",
        "<?xml version='1.0'?><rss version='2.0'><channel><title>cut off",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\"",
        "{\"hello\":\"world\"}",
        "just text",
        "<rss",
      })
  void refusesWhatIsNoFeed(String content) throws Exception {
    Source source = feed(content);

    assertThatThrownBy(() -> source.gather(BUSY))
        .isInstanceOf(larksong.source.SourceException.class)
        .hasMessageStartingWith("Could not read 'work' (f.xml): ");
  }

  @Test
  void saysWhyADoctypeIsRefused() throws Exception {
    Source source = feed("<?xml version='1.0'?><!DOCTYPE rss><rss version='2.0'></rss>");

    assertThatThrownBy(() -> source.gather(BUSY)).hasMessageContaining("contains a DOCTYPE");
  }

  @Test
  void readsFromTheWebAndNamesOnlyTheHostWhenItCannot() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(200).body(RSS).build());
      server.enqueue(new MockResponse.Builder().code(401).build());
      Source source =
          NewsFeed.of(
              Sections.of(
                  folder,
                  "{ feed: \"" + server.url("/private/token-canary/feed.xml") + "\", name: work }"),
              documents());

      assertThat(source.gather(BUSY).items()).hasSize(1);
      assertThatThrownBy(() -> source.gather(BUSY))
          .hasMessageContaining("Could not read 'work' (" + server.getHostName() + ": 401")
          .hasMessageNotContaining("token-canary");
      assertThat(source.toString()).doesNotContain("token-canary");
    }
  }

  private List<Article> gathered(String content) throws Exception {
    return feed(content).gather(BUSY).items().stream().map(Article.class::cast).toList();
  }

  private Source feed(String content) throws IOException {
    write(content);
    return NewsFeed.of(Sections.of(folder, "{ feed: f.xml, name: work }"), documents());
  }

  private void write(String content) throws IOException {
    Files.writeString(folder.resolve("f.xml"), content);
  }

  private static Documents documents() {
    return new Documents(Http::withoutCache);
  }
}
