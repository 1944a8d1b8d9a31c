package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import larksong.library.Episodes;
import larksong.library.LibraryException;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.net.Http;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.PublisherContract;
import larksong.publish.Receipts;
import org.junit.jupiter.api.Test;

/** What every place promises that keeps a show as files; the feed is what makes them audible. */
abstract class SitePublisherContract extends PublisherContract {

  static final String FEED = "shows/morning/feed.xml";

  /** A file as a listener gets it; empty if it is not there. */
  protected abstract String file(String path) throws Exception;

  protected final KeptInMemory receipts = new KeptInMemory();

  protected abstract Publisher publisher(Receipts receipts);

  /** The place itself. */
  protected abstract Site site();

  /** How many files of sound lie there, seen or not. */
  protected abstract long sounds() throws Exception;

  @Override
  protected final Publisher publisher() {
    return publisher(receipts);
  }

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
    published(Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow"));

    assertThat(audible()).containsExactly(SOUND + " tomorrow", SOUND);
    String feed = file(FEED);
    for (String ending : List.of(".vtt", ".transcript.json", ".chapters.json")) {
      String address = feed.replaceAll("(?s).*url=\"([^\"]+" + ending + ")\".*", "$1");
      assertThat(opened(address)).as(ending).isNotEmpty();
    }
    assertThat(feed).contains("<itunes:block>Yes</itunes:block>");
  }

  @Test
  void leavesNoFileOfARecordingThatWasReplaced() throws Exception {
    published(episode(SOUND));
    String before = location();
    published(episode(SOUND + " made again"));

    assertThat(opened(location())).isEqualTo(SOUND + " made again");
    for (String ending : List.of(".mp3", ".vtt", ".transcript.json", ".chapters.json", ".html")) {
      assertThat(opened(before.replace(".mp3", ending))).as(ending).isEmpty();
    }
  }

  private String location() throws Exception {
    return entries().get(0).getEnclosures().get(0).getUrl();
  }

  /** At whichever call: what it sent before stays unseen, and what it sends after is refused. */
  @Test
  void letsAStalledNodeReplaceNothingThatAnotherPublishedMeanwhile() throws Exception {
    Episode ours = episode(SOUND);
    Episode others = Episodes.of(folder.resolve("other"), Fixtures.EDITION, SOUND + " by another");
    boolean stalled = true;
    for (int call = 0; stalled; call++) {
      KeptInMemory turn = receipts.takenOver();
      stalled = isStalled(call, turn, ours, others);
      if (stalled) {
        assertThat(audible()).as("call %d", call).containsExactly(SOUND + " by another");
        assertThat(sounds()).as("call %d", call).isOne();
        assertThat(publisher(receipts).find(Fixtures.EDITION, others.recording().sha256()))
            .isPresent();
      } else {
        assertThat(call).isGreaterThan(10);
        assertThat(audible()).containsExactly(SOUND);
      }
    }
  }

  /** What it removes late is not what another put there, even if the bytes are the same. */
  @Test
  void removesNothingOfARecordingThatCameBackMeanwhile() throws Exception {
    Episode first = episode(SOUND);
    Episode again = Episodes.of(folder.resolve("again"), Fixtures.EDITION, SOUND + " made again");
    boolean stalled = true;
    for (int call = 0; stalled; call++) {
      KeptInMemory turn = receipts.takenOver();
      publisher(turn).publish(first);
      stalled = isStalled(call, turn, again, first);
      if (stalled) {
        assertThat(audible()).as("call %d", call).containsExactly(SOUND);
        assertThat(sounds()).as("call %d", call).isOne();
      } else {
        assertThat(call).isGreaterThan(10);
      }
    }
  }

  @Test
  void keepsWhatAStalledNodeAndAnotherPublishedOfTwoEditions() throws Exception {
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());
    Episode today = episode(SOUND);
    boolean stalled = true;
    for (int call = 0; stalled; call++) {
      String sound = SOUND + " tomorrow " + call;
      Episode tomorrow = Episodes.of(folder.resolve("next"), next, sound);
      KeptInMemory turn = receipts.takenOver();
      stalled = isStalled(call, turn, today, tomorrow);
      if (stalled) {
        assertThat(audible()).as("call %d", call).contains(sound);
        publisher(receipts.takenOver()).publish(today);
        assertThat(audible()).as("call %d", call).containsExactly(sound, SOUND);
        assertThat(sounds()).as("call %d", call).isEqualTo(2);
      } else {
        assertThat(call).isGreaterThan(10);
      }
    }
  }

  /** Whether a node was stalled at a call, while another took its turn. */
  private boolean isStalled(int call, KeptInMemory turn, Episode ours, Episode others)
      throws Exception {
    StalledSite late =
        new StalledSite(site(), call, () -> publisher(turn.takenOver()).publish(others));
    try {
      publisherAt(late, turn).publish(ours);
    } catch (PublishException | LibraryException e) {
      assertThat(e).hasMessageContaining("took over");
    }
    return late.wasStalled();
  }

  private Publisher publisherAt(Site site, Receipts turn) {
    return new SitePublisher(
        publisher().target(),
        site,
        URI.create(base()),
        new SitePublisher.Outside(Http.withoutCache()::client, turn, Clock.systemUTC()));
  }
}
