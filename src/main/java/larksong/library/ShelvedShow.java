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
 * @param token the id of the token that announced it
 * @param waits whether that token needs approval, and nothing in the show was approved yet: then no
 *     listener sees it
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
    Optional<String> picture,
    Optional<UUID> token,
    boolean waits) {}
