package larksong.library;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A show as listeners see it.
 *
 * @param guid what the publishing API calls it
 * @param account whose it is
 * @param announced whether it was made over the publishing API, not by an edition
 */
public record ShelvedShow(
    String name,
    String title,
    String description,
    Locale language,
    UUID guid,
    String account,
    Instant created,
    boolean announced) {}
