package larksong.publish.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.SyndFeedInput;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import larksong.library.Episodes;
import larksong.library.store.LibraryException;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.net.Http;
import larksong.publish.FaultyLine;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.PublisherContract;
import larksong.publish.Receipts;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every place promises that keeps a show as files; the feed is what makes them audible. */
abstract class SitePublisherContract extends PublisherContract {

  private static final OkHttpClient CLIENT = FaultyLine.unkept(Http.withoutCache().client());

  static final String FEED = "shows/morning/feed.xml";

  /** A file as a listener gets it; empty if it is not there. */
  protected abstract String file(String path) throws Exception;

  protected final KeptInMemory receipts = new KeptInMemory();
  protected final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");

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
  void showsATitleOnItsPageAsItWasWritten() throws Exception {
    String title = "<script src=x></script> & <b>AT&amp;T</b> \"'";
    Episode plain = episode(SOUND);
    published(
        new Episode(
            plain.edition(),
            plain.show(),
            title,
            plain.summary(),
            plain.notes(),
            plain.recording(),
            plain.provenance(),
            plain.folder(),
            plain.told(),
            plain.opening(),
            plain.level()));

    Document page = Jsoup.parse(opened(location().replace(".mp3", ".html")));

    assertThat(page.title()).isEqualTo(title);
    assertThat(page.select("h1").text()).isEqualTo(title);
    assertThat(page.select("script, b")).isEmpty();
    assertThat(page.select("p").text()).as("notes are HTML").isEqualTo("Notes");
  }

  @Test
  void leavesNoFileADayAfterItsRecordingWasReplaced() throws Exception {
    published(episode(SOUND));
    String before = location();
    published(episode(SOUND + " made again"));
    published(episode(SOUND + " made again"));

    assertThat(opened(location())).isEqualTo(SOUND + " made again");
    assertThat(opened(before)).as("who has the feed of before").isEqualTo(SOUND);
    afterADay(episode(SOUND + " made again"));

    assertThat(opened(location())).isEqualTo(SOUND + " made again");
    for (String ending : List.of(".mp3", ".vtt", ".transcript.json", ".chapters.json", ".html")) {
      assertThat(opened(before.replace(".mp3", ending))).as(ending).isEmpty();
    }
  }

  /** When what was heard before is gone. */
  private void afterADay(Episode last) throws Exception {
    clock.pass(Duration.ofHours(25));
    publisher(receipts.takenOver()).publish(last);
  }

  @Test
  void takesAwayWhatTheOwnersRuleDoesNotKeepAndNothingElse() throws Exception {
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());
    Episode tomorrow = Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow");
    published(episode(SOUND));
    published(tomorrow);
    String before = entries().get(1).getEnclosures().get(0).getUrl();

    publisher(new KeptInMemory()).withdraw(tomorrow.show(), next);
    publisher().withdraw(tomorrow.show(), Fixtures.EDITION);
    publisher().withdraw(tomorrow.show(), Fixtures.EDITION);

    assertThat(audible()).containsExactly(SOUND + " tomorrow");
    assertThat(opened(before)).isEqualTo(SOUND);
    afterADay(tomorrow);
    assertThat(opened(before)).isEmpty();
    assertThat(sounds()).isOne();
  }

  @Test
  void hasNothingOfADeletedEditionAtOnce() throws Exception {
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());
    Episode tomorrow = Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow");
    published(episode(SOUND + " made before"));
    published(episode(SOUND));
    published(tomorrow);

    publisher().delete(tomorrow.show(), Fixtures.EDITION);
    publisher().delete(tomorrow.show(), Fixtures.EDITION);

    assertThat(audible()).containsExactly(SOUND + " tomorrow");
    assertThat(sounds()).isOne();
  }

  @Test
  void keepsTheGuidUnderAnotherNameOfTheTarget() throws Exception {
    published(episode(SOUND));
    String guid = entries().get(0).getUri();

    new SitePublisher("renamed", site(), URI.create(base()), outside(receipts))
        .publish(episode(SOUND + " made again"));

    assertThat(entries()).singleElement().extracting(SyndEntry::getUri).isEqualTo(guid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<!DOCTYPE html><title>Welcome</title>",
        "{\"number\":1,\"epis",
        "[]",
        "null",
        "3",
        "{}",
        "{\"number\":1}",
        "{\"number\":1,\"episodes\":{},\"files\":{}}",
        "{\"number\":1,\"episodes\":[null],\"files\":{}}",
        "{\"number\":1,\"episodes\":[{}],\"files\":{}}",
        "{\"number\":1,\"episodes\":[\"x\"],\"files\":{}}",
        "{\"number\":1,\"episodes\":[],\"files\":{\"x\":\"../../x\"}}",
        "{\"version\":\"https://jsonfeed.org/version/1\"}",
        "\u0000\u0001\u0002"
      })
  void leavesAnIndexThatIsNotOurs(String text) throws Exception {
    site().write("shows/morning/episodes.json", text.getBytes(UTF_8), "text/plain");

    for (ThrowingCallable act :
        List.<ThrowingCallable>of(
            () -> publisher().publish(episode(SOUND)),
            () -> publisher().find(Fixtures.EDITION, "x"),
            () -> publisher().withdraw(episode(SOUND).show(), Fixtures.EDITION))) {
      assertThatThrownBy(act)
          .isInstanceOf(PublishException.class)
          .hasMessageContainingAll(
              "'shows/morning' has an episodes.json that is not ours: it",
              "Move it away, or choose another folder");
    }
    assertThat(file("shows/morning/episodes.json")).isEqualTo(text);
  }

  @Test
  void leavesAFeedThatIsNotOurs() throws Exception {
    site().write(FEED, "<rss>mine</rss>".getBytes(UTF_8), "text/plain");

    assertThatThrownBy(() -> published(episode(SOUND)))
        .hasMessageContaining("is a feed that is not ours. Move it away");

    assertThat(file(FEED)).isEqualTo("<rss>mine</rss>");
  }

  @Test
  void knowsWhatItLost() throws Exception {
    Edition next =
        new Edition("morning", Fixtures.EDITION.nominal().plusDays(1), Fixtures.EDITION.zone());
    Episode tomorrow = Episodes.of(folder.resolve("next"), next, SOUND + " tomorrow");
    published(episode(SOUND));
    published(tomorrow);
    Map<Edition, String> there =
        Map.of(
            Fixtures.EDITION,
            episode(SOUND).recording().sha256(),
            next,
            tomorrow.recording().sha256());
    assertThat(publisher().lost(there)).isEmpty();

    site().remove(location().substring(base().length()));
    assertThat(publisher().lost(there)).containsExactly(next);
    site().remove("shows/morning/episodes.json");

    assertThat(publisher().lost(there)).containsOnly(Fixtures.EDITION, next);
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
        afterADay(others);
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
        afterADay(first);
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
        afterADay(today);
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
    return new SitePublisher(publisher().target(), site, URI.create(base()), outside(turn));
  }

  protected final SitePublisher.Outside outside(Receipts turn) {
    return new SitePublisher.Outside(() -> CLIENT, turn, clock);
  }
}
