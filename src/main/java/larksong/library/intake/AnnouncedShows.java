package larksong.library.intake;

import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import larksong.library.Library;
import larksong.library.ShelvedShow;
import larksong.library.access.Tokens.Grant;
import larksong.library.store.Database;

/** Shows that are filled over the publishing API. */
public final class AnnouncedShows {

  private final Library library;
  private final Database database;
  private final Clock clock;

  /** Those of a library. */
  public AnnouncedShows(Library library) {
    this.library = library;
    this.database = library.store().database();
    this.clock = library.store().clock();
  }

  /**
   * What its maker says of a show.
   *
   * @param picture the name of one that was sent, for recordings that come without one
   */
  public record Details(
      String title, String description, Locale language, Optional<String> picture) {}

  /** Makes one for an account. */
  public ShelvedShow announce(String account, Details details) {
    return announced(account, Optional.empty(), details);
  }

  /** Makes one by a token, for its account. */
  public ShelvedShow announce(Grant maker, Details details) {
    return announced(maker.account(), Optional.of(maker), details);
  }

  private ShelvedShow announced(String account, Optional<Grant> maker, Details details) {
    UUID guid = add(account, maker, details);
    library.changed();
    return library.show(guid).orElseThrow();
  }

  /** What a token with approval makes is seen once something in it is approved. */
  private UUID add(String account, Optional<Grant> maker, Details details) {
    UUID guid = UUID.randomUUID();
    String name = nameOf(details.title()) + guid.toString().substring(0, 8);
    database.write(
        session ->
            session.put(
                "show",
                "name",
                "name, title, description, language, guid, account, created, picture, announced,"
                    + " token, waits, version",
                name,
                details.title(),
                details.description(),
                details.language().toLanguageTag(),
                guid,
                account,
                clock.instant(),
                details.picture().orElse(null),
                true,
                maker.map(Grant::id).orElse(null),
                maker.filter(grant -> grant.terms().approval()).isPresent(),
                0));
    return guid;
  }

  /** The title's Latin letters and digits, as they may stand in an address. */
  private static String nameOf(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String end = plain.isEmpty() ? "" : "-";
    return plain.substring(0, Math.min(plain.length(), 40)).replaceAll("-$", "") + end;
  }

  /** Takes one away that waits and in which nothing is; whether it did. */
  public boolean withdraw(ShelvedShow show) {
    return database.write(
            session ->
                session.update(
                    "delete from show where name = ? and waits"
                        + " and not exists (select 1 from upload where upload.show = show.name)",
                    show.name()))
        > 0;
  }
}
