package larksong.library.upkeep;

import java.time.Instant;
import java.util.List;
import larksong.library.access.Tokens;
import larksong.library.store.Column;
import larksong.library.store.Database;
import larksong.library.store.Store;

/** What a backup lets in again: what was revoked, or changed, since it was made. */
final class RestoredAccess {

  private RestoredAccess() {}

  /** The tokens that were valid then, each with its account, if that is not the owner, and kind. */
  static List<String> tokens(Database rows, Instant at) {
    return rows.read(
        session ->
            session.list(
                row ->
                    row.getString("name")
                        + (row.getString("account").equals(Store.OWNER)
                            ? ""
                            : " of " + row.getString("account"))
                        + (row.getString("kind").equals(Tokens.Kind.LISTEN.name())
                            ? " (listens)"
                            : " (publishes)"),
                "select name, account, kind from token where revoked is null"
                    + " and (expires is null or expires > ?) order by name, account, kind",
                at));
  }

  /** The accounts whose passwords are those of then. */
  static List<String> passwords(Database rows) {
    return rows.read(
        session -> session.list(Column::text, "select account from password order by account"));
  }

  /** Ends all tokens; the next one of a device has another address. */
  static void endTokens(Database rows, Instant now) {
    rows.write(
        session -> session.update("update token set revoked = ? where revoked is null", now));
  }
}
