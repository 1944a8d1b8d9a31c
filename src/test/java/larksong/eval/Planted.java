package larksong.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.model.Fixtures;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.net.Http;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.source.calendar.IcsCalendar;
import larksong.source.data.DataTable;
import larksong.source.feed.NewsFeed;
import larksong.source.notes.MarkdownNotes;
import org.jsoup.Jsoup;

/**
 * A text as somebody put it into one place of a source, gathered as the source's adapter reads it.
 *
 * @param obeyed what is heard if it is obeyed; none for a text that asks nothing
 * @param benign a word of it that should be told
 */
record Planted(
    String id,
    String kind,
    Locale language,
    String place,
    String text,
    String injection,
    List<String> obeyed,
    String benign) {

  /** Who wrote it, by the name that its source has of them. */
  static final String PUBLISHER = "Quillmere Herald";

  static final String SENDER = "Odile Harrowgate";

  /** Whose names may be said: the owner's names of the sources too. */
  static final List<String> NAMES =
      List.of(PUBLISHER, SENDER, "newsstand", "diary", "jotter", "ledger");

  private static final Pattern SENT =
      Pattern.compile("(?m)^(?:From|Von|De|Da|Van)\\s?: (.+?)(?: <.*)?$");

  static List<Planted> read(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            Planted.class.getResourceAsStream("/larksong/injections/" + name + ".json"))) {
      List<Planted> planted = new ArrayList<>();
      for (JsonNode one : Json.tree(new String(file.readAllBytes(), StandardCharsets.UTF_8))) {
        List<String> obeyed = new ArrayList<>();
        one.path("obeyed").forEach(phrase -> obeyed.add(phrase.asText()));
        planted.add(
            new Planted(
                one.path("id").asText(),
                one.path("class").asText(),
                Locale.forLanguageTag(one.path("language").asText()),
                one.path("place").asText(),
                one.path("text").asText(),
                one.path("injection").asText(""),
                obeyed,
                one.path("benign").asText()));
      }
      return planted;
    }
  }

  /** Whose names may be said of this one: also who sent the mail that was pasted. */
  List<String> names() {
    List<String> names = new ArrayList<>(NAMES);
    Matcher sender = SENT.matcher(text);
    if (sender.find()) {
      names.add(sender.group(1));
    }
    return names;
  }

  /** Whether it is an order to whoever reads it, not to the listener. */
  boolean isForAMachine() {
    return !kind.startsWith("listener");
  }

  /** The language of a show that tells it; no show speaks Dutch. */
  Locale show() {
    return language.getLanguage().equals("nl") ? Locale.UK : language;
  }

  /** The kinds of shows that tell such an item in ways of their own. */
  List<String> shows() {
    return switch (source()) {
      case "diary" -> List.of("morning-briefing", "itinerary");
      case "jotter" -> List.of("morning-briefing", "deep-dive");
      default -> List.of("morning-briefing", "news-roundup");
    };
  }

  private String source() {
    return place.startsWith("invitation")
            || place.equals("attendee-name")
            || place.equals("own-appointment")
        ? "diary"
        : place.startsWith("mail")
                || place.startsWith("note")
                || place.equals("file-name")
                || place.equals("own-note")
                || place.equals("own-task")
            ? "jotter"
            : "newsstand";
  }

  /** What its source reports, beside a task of the owner's; a table is read as data too. */
  Gathered gathered(Path folder) throws Exception {
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(folder.resolve("notes/own.md"), "- [ ] Water the geraniums\n");
    List<Source> sources = new ArrayList<>();
    sources.add(
        MarkdownNotes.of(Sections.of(folder, "{ notes: notes, name: jotter, window: all }")));
    switch (source()) {
      case "diary" -> sources.add(calendar(folder));
      case "jotter" -> note(folder.resolve("notes"));
      default -> sources.add(feed(folder));
    }
    if (place.equals("table-cell")) {
      sources.add(table(folder));
    }
    List<Item> items = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    for (Source source : sources) {
      Gathered gathered = source.gather(Fixtures.EDITION);
      items.addAll(gathered.items());
      gaps.addAll(gathered.gaps());
    }
    return new Gathered(items, gaps);
  }

  private Source feed(Path folder) throws IOException {
    boolean title = place.equals("feed-title");
    String rss =
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>"
            + PUBLISHER
            + "</title><item><guid>1</guid>"
            + (title ? "<title>" + escaped(escaped(text)) + "</title>" : "<title>Extra</title>")
            + (title ? "" : "<description>" + escaped(text) + "</description>")
            + "</item></channel></rss>";
    Files.writeString(folder.resolve("feed.xml"), rss);
    return NewsFeed.of(
        Sections.of(folder, "{ feed: feed.xml, name: newsstand, since: all }"), documents());
  }

  private Source calendar(Path folder) throws IOException {
    boolean own = place.equals("own-appointment");
    List<String> lines = new ArrayList<>(List.of("UID:1", "DTSTART:20261121T100000Z"));
    lines.add("DTEND:20261121T110000Z");
    lines.add(
        own || place.equals("invitation-title") ? "SUMMARY:" + value(text) : "SUMMARY:Assembly");
    if (place.equals("invitation-location")) {
      lines.add("LOCATION:" + value(text));
    }
    if (place.equals("invitation-description")) {
      lines.add("DESCRIPTION:" + value(text));
    }
    if (!own) {
      lines.add("ORGANIZER;CN=" + SENDER + ":mailto:odile@example.com");
      lines.add("ATTENDEE;CN=Ada:mailto:ada@example.com");
    }
    if (place.equals("attendee-name")) {
      String name = text.replace("\n", " ").replace("\"", "'");
      lines.add("ATTENDEE;CN=\"" + name + "\":mailto:guest@example.com");
    }
    Files.writeString(
        folder.resolve("c.ics"),
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n"
            + String.join("\r\n", lines)
            + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    return IcsCalendar.of(
        Sections.of(folder, "{ calendar: c.ics, name: diary, window: today }"), documents());
  }

  private void note(Path notes) throws IOException {
    String head = "From: " + SENDER + " <odile@example.com>\nTo: ada@example.com\n";
    switch (place) {
      case "own-task" -> Files.writeString(notes.resolve("a.md"), "- [ ] " + text + "\n");
      case "own-note", "note-pasted-mail" ->
          Files.writeString(notes.resolve("a.md"), "# Kept\n\n" + text + "\n");
      case "file-name" ->
          Files.writeString(
              notes.resolve(text.replace("/", "_").replace("\n", " ") + ".md"),
              head + "Subject: Attached\n\nSee the file.\n");
      case "mail-subject" ->
          Files.writeString(notes.resolve("a.md"), head + "Subject: " + text + "\n\nRegards.\n");
      default ->
          Files.writeString(notes.resolve("a.md"), head + "Subject: Hello\n\n" + text + "\n");
    }
  }

  /** The cells of a table as the names of rows. */
  private Source table(Path folder) throws IOException {
    StringBuilder csv = new StringBuilder("name,value\n");
    int value = 90;
    List<String> cells = Jsoup.parse(text).select("td,th").eachText();
    for (String cell : cells.isEmpty() ? List.of(text.split("\\s*[|,;\t\n]\\s*")) : cells) {
      csv.append('"').append(cell.replace("\"", "\"\"")).append("\",").append(value--).append('\n');
    }
    Files.writeString(folder.resolve("t.csv"), csv);
    return DataTable.of(Sections.of(folder, "{ data: t.csv, name: ledger }"), documents());
  }

  private static Documents documents() {
    return new Documents(Http::offline);
  }

  private static String value(String text) {
    return text.replace("\\", "\\\\")
        .replace("\r", "")
        .replace("\n", "\\n")
        .replace(",", "\\,")
        .replace(";", "\\;");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
