package larksong.library.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import larksong.library.store.Database;
import larksong.library.store.Session;
import larksong.library.store.Store;
import larksong.model.Edition;
import larksong.model.ModelCall;
import larksong.model.Spent;

/** What was asked of language models, and what it cost. */
public final class Calls {

  private static final String SUM =
      "select count(*) calls, coalesce(sum(tokens_in), 0) tokens_in,"
          + " coalesce(sum(tokens_out), 0) tokens_out, coalesce(sum(price), 0) price from call ";

  /** Of a price, as it is kept. */
  private static final int DECIMALS = 8;

  /** What one model came to in one month, such as 2026-11. */
  public record Monthly(String month, String model, Spent spent) {}

  private final Database database;

  public Calls(Store store) {
    this.database = store.database();
  }

  public void note(ModelCall call) {
    database.write(
        session ->
            session.update(
                "insert into call (id, show, edition, listener, in_month, model, purpose, at, tokens_in,"
                    + " tokens_out, price, millis) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID(),
                call.edition().id(),
                month(call.edition()),
                call.model(),
                call.purpose(),
                call.at(),
                call.tokensIn(),
                call.tokensOut(),
                call.price()
                    .movePointRight(DECIMALS)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact(),
                call.took().toMillis()));
  }

  public Spent ofEdition(Edition edition) {
    return spent("where " + Session.EDITION, edition.id());
  }

  public Spent ofMonth(Edition edition) {
    return spent("where in_month = ?", month(edition));
  }

  /** Each month and model, the latest month first. */
  public List<Monthly> months() {
    return database.read(
        session ->
            session.list(
                row -> new Monthly(row.getString("in_month"), row.getString("model"), spent(row)),
                SUM.replace("select ", "select in_month, model, ")
                    + "group by in_month, model order by in_month desc, model"));
  }

  private Spent spent(String where, Object... values) {
    return database.read(
        session -> session.first(Calls::spent, SUM + where, values).orElse(Spent.NOTHING));
  }

  private static Spent spent(ResultSet row) throws SQLException {
    BigDecimal price = BigDecimal.valueOf(row.getLong("price"), DECIMALS).stripTrailingZeros();
    return new Spent(
        row.getLong("calls"),
        row.getLong("tokens_in"),
        row.getLong("tokens_out"),
        price.signum() == 0 ? BigDecimal.ZERO : price);
  }

  private static String month(Edition edition) {
    return YearMonth.from(edition.date()).toString();
  }
}
