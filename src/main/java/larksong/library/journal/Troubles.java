package larksong.library.journal;

import java.time.Clock;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Store;

/** What the owner was told of, so that each trouble is told once. */
public final class Troubles {

  private final Database database;
  private final Clock clock;

  public Troubles(Store store) {
    this.database = store.database();
    this.clock = store.clock();
  }

  /** Whether it is a new one. */
  public boolean begin(String name) {
    return database.write(
        session -> {
          boolean known =
              session
                  .first(Column::text, "select name from trouble where name = ?", name)
                  .isPresent();
          if (!known) {
            session.update(
                "insert into trouble (name, since) values (?, ?)", name, clock.instant());
          }
          return !known;
        });
  }

  /** Whether there was one. */
  public boolean end(String name) {
    return database.write(session -> session.update("delete from trouble where name = ?", name))
        > 0;
  }
}
