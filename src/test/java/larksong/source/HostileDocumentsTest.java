package larksong.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larksong.config.Section;
import larksong.config.Sections;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Fixtures;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Reading;
import larksong.net.Http;
import larksong.source.calendar.IcsCalendar;
import larksong.source.data.DataTable;
import larksong.source.feed.NewsFeed;
import larksong.source.notes.MarkdownNotes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are small, or of an allowed size, and would keep a reader busy for ever. */
@Timeout(90)
class HostileDocumentsTest {

  private static final int MEGABYTES = 4_000_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {101, 40_000, 1_000_000})
  void readsNoFeedOfTagsWithinTags(int levels) {
    assertThatThrownBy(() -> feed("<b>".repeat(levels) + "</b>".repeat(levels)))
        .isInstanceOf(SourceException.class)
        .hasMessage(
            "Could not read 'news' (a): expected at most 100 levels of tags but there are more."
                + " It is damaged, or made to do harm; open it in a browser.");
  }

  @Test
  void readsNoFeedOfAttributesOrTagsWithoutNumber() {
    assertThatThrownBy(() -> feed("<b" + numbered(" a%d='1'", 9_000) + "/>"))
        .hasMessageContaining("expected at most 100 attributes of a tag");
    assertThatThrownBy(() -> feed("<b" + numbered(" xmlns:a%d='u'", 9_000) + "/>"))
        .hasMessageContaining("expected at most 100 attributes of a tag");
    assertThatThrownBy(() -> feed("<b/>".repeat(MEGABYTES / 4)))
        .hasMessageContaining("expected at most 200000 tags");
    assertThatThrownBy(() -> feed("</item><item>".repeat(MEGABYTES / 13)))
        .hasMessageContaining("expected at most 200000 tags");
  }

  @Test
  void readsNoWebPageWithinAnEntryThatIsDeeperThanAny() {
    assertThatThrownBy(
            () ->
                feed(
                    "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
                        + "<div>".repeat(9_000)
                        + "</div>".repeat(9_000)
                        + "</content:encoded>"))
        .hasMessageContaining("levels of tags");
  }

  @Test
  void stillReadsAFeedThatIsLargeAndWellMade() throws Exception {
    Gathered gathered =
        feed(
            numbered("</item><item><title>Story %d</title><guid>%<s</guid>", 20_000)
                + "<description>"
                + "&lt;div&gt;".repeat(60)
                + "The last words."
                + "&lt;/div&gt;".repeat(60)
                + "</description>");

    assertThat(gathered.items()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b>",
        "<div>",
        "<b></p>",
        "<i><p>",
        "<a href=x><table>",
        "<select><option>",
        "<svg><b>",
        "<ul><li>",
        "<b style='display:none'>",
        "<",
        "</",
        "<!--",
        "<a b=",
        "&#x"
      })
  void readsTheBeginningOfAnEntryThatIsMadeOf(String markup) throws Exception {
    Gathered gathered =
        feed(
            "<description><![CDATA[Read. "
                + markup.repeat(MEGABYTES / markup.length())
                + "]]></description>");

    assertThat(gathered.items())
        .singleElement()
        .satisfies(item -> assertThat(((Article) item).summary()).startsWith("Read."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":["})
  void readsNoJsonFeedOfListsWithinLists(String open) {
    assertThatThrownBy(
            () ->
                gathered(
                    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":"
                        + open.repeat(MEGABYTES / open.length()),
                    "feed",
                    NewsFeed::of))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=2147483647",
        "FREQ=SECONDLY;UNTIL=99991231T235959Z",
        "FREQ=SECONDLY;BYSETPOS=-1",
        "FREQ=MINUTELY;BYSECOND=0,1,2,3,4,5,6,7,8,9",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13"
            + ";BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12"
            + ";BYSECOND=0,1,2,3,4,5,6,7,8,9,10,11,12"
      })
  void leavesOutAnEventThatRepeatsWithoutEnd(String rule) throws Exception {
    Gathered gathered =
        calendar(
            event("DTSTART:00010101T000000Z\r\nRRULE:" + rule) + event("DTSTART:20261121T090000Z"));

    assertThat(gathered.items()).extracting(Item::title).containsExactly("x");
    assertThat(gathered.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains("An event could not be read"));
  }

  @Test
  void readsNoMoreOfACalendarThanADayCanHold() throws Exception {
    assertThat(calendar(event("DTSTART:20200101T000000Z\r\nRRULE:FREQ=HOURLY").repeat(20_000)))
        .satisfies(read -> assertThat(read.gaps()).isNotEmpty());
    assertThat(calendar(event("DTSTART:20261121T090000Z").repeat(40_000)).gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains("more than can be read"));
  }

  @Test
  void readsNoMoreOfOneSeriesThanADayCanHold() throws Exception {
    StringBuilder moved = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      String original = String.format(Locale.ROOT, "%02d%02d%02d", i / 3600, i / 60 % 60, i % 60);
      moved.append(
          event("UID:one\r\nRECURRENCE-ID:20261120T" + original + "Z\r\nDTSTART:20261121T090000Z"));
    }

    Gathered gathered = calendar(moved.toString());

    assertThat(gathered.items()).hasSize(1_000);
    assertThat(gathered.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.reason()).contains("more than can be read"));
  }

  @Test
  void stopsBetweenTwoEventsWhenItTakesTooLong() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> calendar(event("DTSTART:20200101T000000Z\r\nRRULE:FREQ=YEARLY")))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("it took too long");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void usesNoTimeZoneThatChangesEachSecond() throws Exception {
    String rule =
        "DTSTART:16010101T000000\r\nRRULE:%s\r\n" + "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n";
    for (String wild :
        new String[] {
          "FREQ=SECONDLY",
          "FREQ=YEARLY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5",
          "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=" + list(1, 28)
        }) {
      Gathered gathered =
          calendar(
              "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\n"
                  + rule.formatted(wild)
                  + "END:STANDARD\r\nEND:VTIMEZONE\r\n"
                  + event("DTSTART;TZID=Z:20261121T090000"));

      assertThat(gathered.items())
          .singleElement()
          .satisfies(item -> assertThat(((Appointment) item).when().toString()).contains("09:00"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEGIN:VEVENT\r\n", "BEGIN:X\r\n", "ATTENDEE;CN=a:mailto:b\r\n", "\r\n "})
  void endsReadingACalendarOf(String line) throws Exception {
    Gathered gathered =
        calendar(
            "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261121T090000Z\r\nSUMMARY:x\r\n"
                + line.repeat(MEGABYTES / 2 / line.length())
                + "\r\nEND:VEVENT\r\n");

    assertThat(gathered.items().size()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999999", "-9E2147483647"})
  void takesNothingForANumberThatHasABillionDigits(String cell) throws Exception {
    Gathered gathered = gathered("a,b,c\nx,1,%s\ny,2,3\n".formatted(cell), "data", DataTable::of);

    assertThat(gathered.items())
        .allSatisfy(
            item ->
                assertThat(((Reading) item).figures())
                    .extracting(Reading.Figure::name)
                    .containsExactly("b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,", "\"", "\"x\n", "x\n"})
  void endsReadingATableOf(String cells) throws Exception {
    String text = "a,b\n" + cells.repeat(MEGABYTES / cells.length());
    try {
      assertThat(gathered(text, "data", DataTable::of).items()).hasSizeLessThanOrEqualTo(10);
    } catch (SourceException e) {
      assertThat(e).hasMessageContaining("Could not read 'data'");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<a ",
        "[a](",
        "![](",
        "> ",
        "* - ",
        "**a ",
        "*_",
        "[[a|",
        "`a``",
        "&",
        "Q: a A: ",
        "a :: ",
        "[a]: b\n",
        "=\n",
        "<div>\n"
      })
  void endsReadingANoteOf(String marks) throws Exception {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    Files.writeString(notes.resolve("2026-11-21 a.md"), marks.repeat(500_000 / marks.length()));
    Files.writeString(notes.resolve("2026-11-21 b.md"), "Words of the owner.");

    Gathered gathered =
        MarkdownNotes.of(Sections.of(folder, "{ notes: notes }")).gather(Fixtures.EDITION);

    assertThat(gathered.items())
        .filteredOn(Note.class::isInstance)
        .extracting(item -> ((Note) item).text())
        .contains("Words of the owner.");
  }

  @Test
  void readsNoFrontMatterThatUnfolds() throws Exception {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    StringBuilder bomb = new StringBuilder("---\na0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Files.writeString(notes.resolve("2026-11-21 a.md"), bomb + "---\nWords.");
    Files.writeString(
        notes.resolve("2026-11-21 b.md"), "---\na: " + "[".repeat(100_000) + "\n---\nWords.");

    Gathered gathered =
        MarkdownNotes.of(Sections.of(folder, "{ notes: notes }")).gather(Fixtures.EDITION);

    assertThat(gathered.items()).hasSize(2);
  }

  private Gathered feed(String inItem) throws Exception {
    return gathered(
        "<rss version='2.0'><channel><title>G</title><item><title>T</title>"
            + inItem
            + "</item></channel></rss>",
        "feed",
        NewsFeed::of);
  }

  private Gathered calendar(String components) throws Exception {
    return gathered(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + components + "END:VCALENDAR\r\n",
        "calendar",
        IcsCalendar::of);
  }

  private static String event(String lines) {
    return "BEGIN:VEVENT\r\n" + lines + "\r\nSUMMARY:x\r\nEND:VEVENT\r\n";
  }

  private Gathered gathered(String text, String kind, BiFunction<Section, Documents, Source> reader)
      throws IOException, SourceException {
    Files.writeString(folder.resolve("a"), text);
    return reader
        .apply(Sections.of(folder, "{ " + kind + ": a }"), new Documents(Http::withoutCache))
        .gather(Fixtures.EDITION);
  }

  private static String numbered(String form, int count) {
    return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining());
  }

  private static String list(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }
}
