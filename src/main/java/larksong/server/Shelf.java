package larksong.server;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larksong.library.Library;
import larksong.library.ListedEpisode;
import larksong.library.Notes;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Timeline;
import larksong.library.store.Store;
import larksong.model.Chapter;
import larksong.model.Cue;
import larksong.model.Show;

/** What the pages show, as words for their templates. */
final class Shelf {

  private static final int LATEST = 14;

  /** Editions on one page of a show: those of a quarter of a year, if it is made each day. */
  private static final int PAGE = 100;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

  private final Library library;
  private final String account;
  private final Upcoming upcoming;

  /** The shelf of one account. */
  Shelf(Library library, String account, Upcoming upcoming) {
    this.library = library;
    this.account = account;
    this.upcoming = upcoming;
  }

  /** The shows that a listener sees. */
  List<ShelvedShow> shows() {
    return library.shows(account).stream().filter(show -> !show.waits()).toList();
  }

  Map<String, Object> library() {
    List<ListedEpisode> latest = library.listLatest(account, 0, LATEST + 1);
    List<Map<String, Object>> shows = new ArrayList<>();
    for (ShelvedShow show : shows()) {
      List<ListedEpisode> episodes = library.list(show.name(), 0, 1);
      Map<String, Object> words = words(show);
      if (!episodes.isEmpty()) {
        words.put("cover", cover(episodes.get(0)));
        words.put("last", day(episodes.get(0)));
      }
      shows.add(words);
    }
    Map<String, Object> words = new HashMap<>();
    words.put("root", "../../");
    words.put("base", "./");
    words.put("title", "Library");
    words.put("shows", shows);
    words.put("empty", latest.isEmpty());
    if (!latest.isEmpty()) {
      words.put("today", words(latest.get(0)));
      words.put("hue", hue(latest.get(0).show()));
      words.put("earlier", latest.stream().skip(1).limit(LATEST).map(this::words).toList());
    }
    return words;
  }

  /** A show with one page of its editions, the first page being that of the latest. */
  Map<String, Object> show(ShelvedShow show, int page) {
    int from = (page - 1) * PAGE;
    List<ListedEpisode> part = library.list(show.name(), from, PAGE + 1);
    List<ListedEpisode> episodes = part.subList(0, Math.min(PAGE, part.size()));
    Map<String, Object> words = words(show);
    words.put("root", "../../../../");
    words.put("base", "../../");
    words.put("hue", hue(show.name()));
    words.put("months", months(episodes));
    words.put("later", page > 1 ? String.valueOf(page - 1) : "");
    words.put("before", part.size() > PAGE ? String.valueOf(page + 1) : "");
    if (!episodes.isEmpty()) {
      words.put("cover", cover(episodes.get(0)));
    }
    return words;
  }

  Map<String, Object> episode(
      ShelvedShow show, ShelvedEpisode episode, List<Timeline.Companion> seen) {
    Map<String, Object> words = words(episode.listed());
    words.put("root", "../../../../");
    words.put("base", "../../");
    words.put("hue", hue(show.name()));
    words.put("showTitle", show.title());
    words.put("summary", episode.summary());
    words.put("notes", episode.notes());
    words.put("audio", "media/" + episode.guid() + ".mp3");
    String origin = episode.provenance().sentence();
    words.put("origin", Notes.text(episode.notes()).endsWith(origin) ? "" : origin);
    episode.seal().ifPresent(seal -> words.put("seal", "media/" + episode.guid() + ".origin.json"));
    words.put("chapters", episode.chapters().stream().map(Shelf::words).toList());
    words.put("seen", seen.stream().map(one -> words(episode, one)).toList());
    Map<String, Integer> items = numbers(episode);
    words.put("paragraphs", paragraphs(episode, items));
    words.put("items", numbered(items.keySet(), items));
    words.put("traced", !items.isEmpty());
    return words;
  }

  /** What a search found, each with the first sentence that has one of its words. */
  Map<String, Object> found(String asked, List<ShelvedEpisode> episodes) {
    Map<String, Object> words = new HashMap<>();
    words.put("root", "../../");
    words.put("base", "./");
    words.put("asked", asked);
    words.put("none", !asked.isEmpty() && episodes.isEmpty());
    words.put("episodes", episodes.stream().map(episode -> found(asked, episode)).toList());
    return words;
  }

  /** A search without an answer, and why. */
  Map<String, Object> unanswered(String asked, String reason) {
    Map<String, Object> words = found(asked, List.of());
    words.put("none", false);
    words.put("unanswered", reason);
    return words;
  }

  private Map<String, Object> found(String asked, ShelvedEpisode episode) {
    Map<String, Object> words = words(episode.listed());
    List<String> sought =
        List.of(asked.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)).stream()
            .filter(word -> !word.isEmpty())
            .toList();
    episode.cues().stream()
        .filter(cue -> sought.stream().anyMatch(cue.text().toLowerCase(Locale.ROOT)::contains))
        .findFirst()
        .ifPresent(
            cue -> {
              words.put("said", cue.text());
              words.put("path", words.get("path") + "#t=" + seconds(cue.start()));
            });
    return words;
  }

  /** The transcript by chapter. */
  private static List<Map<String, Object>> paragraphs(
      ShelvedEpisode episode, Map<String, Integer> items) {
    List<Map<String, Object>> paragraphs = new ArrayList<>();
    for (int i = 0; i < episode.chapters().size(); i++) {
      Chapter chapter = episode.chapters().get(i);
      Duration end =
          i + 1 < episode.chapters().size()
              ? episode.chapters().get(i + 1).start()
              : Duration.ofDays(1);
      List<Map<String, Object>> cues =
          episode.cues().stream()
              .filter(cue -> cue.start().compareTo(chapter.start()) >= 0)
              .filter(cue -> cue.start().compareTo(end) < 0)
              .map(cue -> words(cue, items))
              .toList();
      paragraphs.add(Map.of("heading", chapter.title(), "cues", cues));
    }
    return paragraphs;
  }

  private static Map<String, Object> words(Chapter chapter) {
    return Map.of(
        "title", chapter.title(),
        "seconds", seconds(chapter.start()),
        "clock", clock(chapter.start()));
  }

  private static Map<String, Object> words(ShelvedEpisode episode, Timeline.Companion one) {
    Map<String, Object> words = new HashMap<>();
    String url = one.url().orElse("");
    words.put("seconds", seconds(one.start()));
    words.put("clock", clock(one.start()));
    words.put("url", url);
    words.put("title", one.title().isEmpty() ? url.replaceFirst("^https?://", "") : one.title());
    one.picture()
        .ifPresent(hash -> words.put("picture", "media/" + episode.guid() + "/" + hash + ".jpg"));
    return words;
  }

  private static Map<String, Object> words(Cue cue, Map<String, Integer> items) {
    return Map.of(
        "text", cue.text(), "seconds", seconds(cue.start()), "rests", numbered(cue.rests(), items));
  }

  /** The number of each item that a sentence rests on, in the order in which they are told. */
  private static Map<String, Integer> numbers(ShelvedEpisode episode) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (Cue cue : episode.cues()) {
      for (String item : cue.rests()) {
        numbers.putIfAbsent(item, numbers.size() + 1);
      }
    }
    return numbers;
  }

  /** Items with their numbers among all. */
  private static List<Map<String, Object>> numbered(
      Collection<String> some, Map<String, Integer> all) {
    return some.stream()
        .map(item -> Map.<String, Object>of("item", item, "number", all.getOrDefault(item, 0)))
        .toList();
  }

  /** Episodes by the month of their editions. */
  private List<Map<String, Object>> months(List<ListedEpisode> episodes) {
    Map<String, List<Map<String, Object>>> months = new LinkedHashMap<>();
    for (ListedEpisode episode : episodes) {
      months
          .computeIfAbsent(MONTH.format(date(episode)), month -> new ArrayList<>())
          .add(words(episode));
    }
    return months.entrySet().stream()
        .map(month -> Map.of("month", month.getKey(), "episodes", month.getValue()))
        .toList();
  }

  private Map<String, Object> words(ShelvedShow show) {
    Map<String, Object> words = new HashMap<>();
    words.put("name", show.name());
    words.put("title", show.title());
    words.put("description", show.description());
    if (show.account().equals(Store.OWNER)) {
      upcoming.tell(show.name(), words);
    }
    return words;
  }

  private Map<String, Object> words(ListedEpisode episode) {
    Map<String, Object> words = new HashMap<>();
    words.put("title", episode.title());
    words.put("summary", episode.summary());
    words.put("path", "shows/" + episode.show() + "/" + episode.slug());
    words.put("show", episode.show());
    words.put("day", day(episode));
    words.put("cover", cover(episode));
    words.put("minutes", minutes(episode.duration()));
    words.put("guid", episode.guid().toString());
    return words;
  }

  private static String day(ListedEpisode episode) {
    return DAY.format(date(episode));
  }

  private static LocalDate date(ListedEpisode episode) {
    return episode.edition().date();
  }

  private static String cover(ListedEpisode episode) {
    return "media/" + episode.guid() + "-" + episode.cover().substring(0, 8) + ".jpg";
  }

  private static String minutes(Duration duration) {
    long minutes = Math.round(duration.toSeconds() / 60.0);
    return minutes < 1 ? "under a minute" : minutes == 1 ? "1 minute" : minutes + " minutes";
  }

  private static String seconds(Duration at) {
    return String.format(Locale.ROOT, "%.3f", at.toMillis() / 1000.0);
  }

  private static String clock(Duration at) {
    return String.format(Locale.ROOT, "%d:%02d", at.toMinutes(), at.toSecondsPart());
  }

  private static String hue(String show) {
    return String.valueOf(Math.round(Show.hue(show) * 360));
  }
}
