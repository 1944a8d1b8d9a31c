package larksong.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.ShelvedEpisode;
import larksong.model.Cue;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.Kept;
import larksong.model.Level;
import larksong.model.Recording;

/**
 * A home whose one show has many daily episodes of a usual size: 60 sentences, a transcript of 20
 * KB. The first twenty come by the library's own door; the others are copies of their rows, each
 * with its own GUID, day and title.
 */
final class LongShelf {

  /** Is said in each episode. */
  static final String COMMON = "harbour";

  /** Each is said in each episode. */
  static final List<String> ALL_COMMON =
      List.of(
          "harbour", "bridge", "winter", "morning", "council", "ferry", "weather", "trains",
          "library", "market", "river");

  private static final int BY_THE_DOOR = 20;
  private static final int SENTENCES = 60;
  private static final int WORDS = 12;
  private static final int VOCABULARY = 4000;
  private static final int TRANSCRIPT = 20_000;

  private LongShelf() {}

  /** Fills a new home. */
  static void fill(Path home, int episodes) throws Exception {
    List<ShelvedEpisode> first = new ArrayList<>();
    Path bench = Files.createDirectories(home.resolveSibling("bench"));
    try (Library library = Library.open(home, Clock.systemUTC())) {
      for (int i = 0; i < Math.min(episodes, BY_THE_DOOR); i++) {
        first.add(library.shelve(episode(bench, i)));
      }
      if (episodes > BY_THE_DOOR) {
        try (Connection connection = library.connection()) {
          connection.setAutoCommit(false);
          copy(connection, first, episodes);
          connection.commit();
        }
      }
    }
  }

  private static LocalDate day(int number) {
    return Fixtures.DAY.minusDays(number);
  }

  private static Episode episode(Path bench, int number) throws Exception {
    Edition edition =
        new Edition(Fixtures.EDITION.show(), day(number).atStartOfDay(), Fixtures.STOCKHOLM);
    Episode small = Episodes.of(bench, edition, "sound");
    Recording recording = small.recording();
    List<String> said = said(new Random(number));
    StringBuilder transcript = new StringBuilder("WEBVTT\n\n");
    List<Cue> cues = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      Cue cue =
          new Cue(Duration.ofSeconds(5L * i), Duration.ofSeconds(5L * i + 5), "host", said.get(i))
              .restingOn(List.of("news: The story " + i));
      cues.add(cue);
      transcript.append(said.get(i)).append("\n\n");
    }
    while (transcript.length() < TRANSCRIPT) {
      transcript.append("NOTE This line only makes it as long as transcripts are.\n\n");
    }
    Files.writeString(bench.resolve(recording.transcript()), transcript);
    return new Episode(
        edition,
        small.show(),
        "Morning of " + day(number),
        said.get(0),
        "<p>" + String.join("</p><p>", said.subList(1, 4)) + "</p>",
        new Recording(
            recording.mp3(),
            recording.transcript(),
            recording.cover(),
            Duration.ofSeconds(5L * SENTENCES),
            recording.bytes(),
            recording.sha256(),
            recording.loudness(),
            recording.chapters(),
            cues),
        small.provenance(),
        bench,
        List.of(),
        new Kept(said.get(0), Level.FREE),
        Level.FREE);
  }

  /** Sentences of words that are rarer the higher their number is; the common ones once each. */
  private static List<String> said(Random random) {
    return IntStream.range(0, SENTENCES)
        .mapToObj(
            i ->
                (i < ALL_COMMON.size() ? ALL_COMMON.get(i) + " " : "")
                    + IntStream.range(0, WORDS)
                        .mapToObj(j -> word((int) Math.pow(VOCABULARY, random.nextDouble())))
                        .collect(Collectors.joining(" "))
                    + ".")
        .toList();
  }

  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number + 30; rest > 0; rest /= 30) {
      word.append("bdfgklmnpr".charAt(rest % 10)).append("aei".charAt(rest / 10 % 3));
    }
    return word.toString();
  }

  private static void copy(Connection connection, List<ShelvedEpisode> first, int episodes)
      throws SQLException {
    Function<UUID, Long> row = UUID::getMostSignificantBits;
    Random random = new Random(1);
    try (PreparedStatement rows = connection.prepareStatement(copied(connection));
        PreparedStatement spoken =
            connection.prepareStatement(
                "insert into spoken (rowid, stems)"
                    + " select ?, stems from spoken where rowid = ?")) {
      for (int i = first.size(); i < episodes; i++) {
        ShelvedEpisode from = first.get(i % first.size());
        UUID guid = new UUID(random.nextLong(), random.nextLong());
        rows.setString(1, guid.toString());
        rows.setString(2, day(i).toString());
        rows.setString(3, "Morning of " + day(i));
        rows.setLong(4, Instant.now().minus(Duration.ofDays(i)).toEpochMilli());
        rows.setLong(5, row.apply(guid));
        rows.setString(6, from.guid().toString());
        rows.executeUpdate();
        spoken.setLong(1, row.apply(guid));
        spoken.setLong(2, row.apply(from.guid()));
        spoken.executeUpdate();
      }
    }
  }

  /** Whatever columns there are, with five values of its own. */
  private static String copied(Connection connection) throws SQLException {
    Map<String, String> own =
        Map.of("guid", "?1", "edition", "?2", "title", "?3", "published", "?4", "spoken", "?5");
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      ResultSetMetaData table =
          statement.executeQuery("select * from episode limit 0").getMetaData();
      for (int i = 1; i <= table.getColumnCount(); i++) {
        columns.add(table.getColumnName(i));
      }
    }
    return "insert into episode ("
        + String.join(", ", columns)
        + ") select "
        + columns.stream()
            .map(column -> own.getOrDefault(column, column))
            .collect(Collectors.joining(", "))
        + " from episode where guid = ?6";
  }
}
