package larksong.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Session;

/** Media that no row names any more, taken away while nobody writes one that does. */
public final class Leftovers {

  private final Database database;
  private final MediaStore media;

  public Leftovers(Database database, MediaStore media) {
    this.database = database;
    this.media = media;
  }

  /** Media that nothing has any more: sound by its SHA-256, and pictures. */
  record Left(Optional<String> sound, List<String> pictures) {
    static final Left NOTHING = new Left(Optional.empty(), List.of());
  }

  /** What is left of an episode that is another now. */
  static Left of(Session session, ShelvedEpisode gone, Collection<String> pictures)
      throws SQLException {
    boolean sound = isLeft(session, "sha256", gone.sha256());
    return new Left(sound ? Optional.of(gone.sha256()) : Optional.empty(), of(session, pictures));
  }

  /** Those that no episode has, as its cover or beside its sound. */
  static List<String> of(Session session, Collection<String> pictures) throws SQLException {
    List<String> left = new ArrayList<>();
    for (String picture : pictures) {
      boolean seen =
          session
              .first(
                  Column::text,
                  "select guid from timeline where items like ? limit 1",
                  "%" + picture + "%")
              .isPresent();
      if (!seen && isLeft(session, "cover", picture)) {
        left.add(picture);
      }
    }
    return left;
  }

  private static boolean isLeft(Session session, String column, String hash) throws SQLException {
    return session
        .first(Column::text, "select guid from episode where " + column + " = ? limit 1", hash)
        .isEmpty();
  }

  /** Looks again before each: another episode may have come with the same. */
  void remove(Left left) throws IOException {
    for (String sound : left.sound().stream().toList()) {
      removeSound(sound);
    }
    for (String picture : left.pictures()) {
      removePicture(picture);
    }
  }

  /** Unless an episode has it. */
  public void removeSound(String sha256) throws IOException {
    ifStill(session -> isLeft(session, "sha256", sha256), () -> media.remove(sha256, ".mp3"));
  }

  /** Unless an episode has it. */
  public void removePicture(String sha256) throws IOException {
    ifStill(session -> !of(session, List.of(sha256)).isEmpty(), () -> media.remove(sha256, ".jpg"));
  }

  /** Something to do with files. */
  @FunctionalInterface
  public interface FileWork {
    void run() throws IOException;
  }

  /** Does it while nobody writes, if the condition holds then. */
  public void ifStill(Database.Work<Boolean> condition, FileWork work) throws IOException {
    try {
      database.write(
          session -> {
            boolean holds = condition.in(session);
            if (holds) {
              run(work);
            }
            return holds;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void run(FileWork work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
