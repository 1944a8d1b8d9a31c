package larksong.library.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import larksong.library.MediaStore;
import larksong.library.Timeline;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.LibraryException;
import larksong.library.store.SharedFolder;
import larksong.library.store.Store;

/** How much an account stores: sound, pictures and texts, on the shelf and on their way there. */
public final class Room {

  /** The shows of an account. */
  private static final String SHOWS = "(select name from show where account = ?)";

  /** Of the owner's own episodes, only what came through a door counts. */
  private static final String SENT =
      " and (guid in (select guid from upload) or provenance like '%\"uploader\":\"%')";

  private static final List<String> OF_EPISODES =
      List.of(
          "title",
          "summary",
          "notes",
          "chapters",
          "cues",
          "transcript",
          "provenance",
          "seal",
          "opening");

  private final Database database;
  private final MediaStore media;
  private final SharedFolder files;
  private final SentPictures pictures;

  Room(Database database, MediaStore media, SharedFolder files, SentPictures pictures) {
    this.database = database;
    this.media = media;
    this.files = files;
    this.pictures = pictures;
  }

  /** Bytes that an account has taken. */
  public long taken(String account) throws IOException {
    String episodes =
        " from episode where show in " + SHOWS + (account.equals(Store.OWNER) ? SENT : "");
    return sum("select coalesce(sum(bytes + " + lengths(OF_EPISODES) + "), 0)" + episodes, account)
        + bytes(list("select distinct cover" + episodes, account))
        + shows(account)
        + onTheWay(account)
        + timelines(account)
        + pictures.bytes(account);
  }

  /** How long texts are in a database, together. */
  private static String lengths(List<String> columns) {
    return String.join(
        " + ", columns.stream().map(name -> "coalesce(octet_length(" + name + "), 0)").toList());
  }

  private long sum(String query, Object... values) {
    return database.read(session -> session.first(row -> row.getLong(1), query, values).orElse(0L));
  }

  private List<String> list(String query, Object... values) {
    return database.read(session -> session.list(Column::text, query, values));
  }

  /** Their words, and what they told. */
  private long shows(String account) {
    long told =
        account.equals(Store.OWNER)
            ? 0
            : sum(
                "select coalesce(sum(octet_length(content)), 0) from told where show in " + SHOWS,
                account);
    return told
        + sum(
            "select coalesce(sum("
                + lengths(List.of("title", "description"))
                + "), 0) from show where announced and account = ?",
            account);
  }

  /** What is on its way, and how much of it had arrived, here or at another node. */
  private record Waiting(UUID guid, long bytes) {}

  private long onTheWay(String account) throws IOException {
    List<Waiting> waiting =
        database.read(
            session ->
                session.list(
                    row -> new Waiting(Column.uuid(row, "guid"), row.getLong(2)),
                    "select guid, bytes from upload "
                        + "where state in ('WAITING', 'RECEIVED', 'HELD') and show in "
                        + SHOWS,
                    account));
    long bytes =
        sum(
            "select coalesce(sum("
                + lengths(List.of("title", "summary", "notes", "reason"))
                + "), 0) from upload where show in "
                + SHOWS,
            account);
    for (Waiting one : waiting) {
      bytes += Math.max(one.bytes(), size(files.path(one.guid().toString())));
    }
    return bytes;
  }

  private long timelines(String account) {
    List<String> timelines =
        list(
            "select items from timeline where guid in (select guid from episode where show in "
                + SHOWS
                + " union select guid from upload where show in "
                + SHOWS
                + ")",
            account,
            account);
    return timelines.stream().mapToLong(String::length).sum()
        + bytes(
            timelines.stream()
                .flatMap(items -> Timeline.pictures(items).stream())
                .distinct()
                .toList());
  }

  private long bytes(Collection<String> hashes) {
    return hashes.stream().mapToLong(this::length).sum();
  }

  private long length(String picture) {
    try {
      Optional<Path> file = media.find(picture, ".jpg");
      return file.isPresent() ? Files.size(file.get()) : 0;
    } catch (IOException e) {
      throw new LibraryException("A picture could not be measured.", e);
    }
  }

  private static long size(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::toFile)
          .mapToLong(file -> file.length())
          .sum();
    }
  }
}
