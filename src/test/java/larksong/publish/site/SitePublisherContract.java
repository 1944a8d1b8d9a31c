package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import larksong.model.Edition;
import larksong.model.Fixtures;
import larksong.publish.PublisherContract;
import org.junit.jupiter.api.Test;

/** What every place promises that keeps a show as files; the feed is what makes them audible. */
abstract class SitePublisherContract extends PublisherContract {

  static final String FEED = "shows/morning/feed.xml";

  /** A file as a listener gets it; empty if it is not there. */
  protected abstract String file(String path) throws Exception;

  /** The address below which a listener gets them, with a slash at its end. */
  protected abstract String base();

  @Override
  protected List<String> audible() throws Exception {
    List<String> sounds = new ArrayList<>();
    for (SyndEntry entry : entries()) {
      sounds.add(opened(entry.getEnclosures().get(0).getUrl()));
    }
    return sounds;
  }

  private List<SyndEntry> entries() throws Exception {
    String feed = file(FEED);
    return feed.isEmpty()
        ? List.of()
        : new SyndFeedInput().build(new StringReader(feed)).getEntries();
  }

  @Override
  protected String opened(String location) throws Exception {
    assertThat(location).startsWith(base());
    return file(location.substring(base().length()));
  }

  @Test
  void keepsTheGuidAndTheDateOfAnEditionThatIsMadeAgain() throws Exception {
    published(episode(SOUND));
    SyndEntry first = entries().get(0);

    published(episode(SOUND + " made again"));

    assertThat(entries())
        .singleElement()
        .satisfies(
            again -> {
              assertThat(again.getUri()).isEqualTo(first.getUri());
              assertThat(again.getPublishedDate()).isEqualTo(first.getPublishedDate());
            });
  }

  @Test
  void listsTheLatestEditionFirstWithAllThatBelongsToIt() throws Exception {
    published(episode(SOUND));
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());
    published(larksong.library.Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow"));

    assertThat(audible()).containsExactly(SOUND + " tomorrow", SOUND);
    String feed = file(FEED);
    for (String ending : List.of(".vtt", ".transcript.json", ".chapters.json")) {
      String address = feed.replaceAll("(?s).*url=\"([^\"]+" + ending + ")\".*", "$1");
      assertThat(opened(address)).as(ending).isNotEmpty();
    }
    assertThat(feed).contains("<itunes:block>Yes</itunes:block>");
  }
}
