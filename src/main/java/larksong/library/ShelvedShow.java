package larksong.library;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A show as listeners see it.
 *
 * @param guid what the publishing API calls it
 * @param account whose it is
 * @param announced whether it was made over the publishing API, not by an edition
 * @param picture the name of one that was sent for it, for recordings that come without one
 */
public record ShelvedShow(
    String name,
    String title,
    String description,
    Locale language,
    UUID guid,
    String account,
    Instant created,
    boolean announced,
    Optional<String> picture) {}
