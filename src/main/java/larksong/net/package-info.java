/**
 * The one HTTP client: deadlines, size caps, address rules and validators in one place.
 *
 * <p>A newcomer gets this wrong: an address may hold a token. Messages name the host and nothing
 * else of it.
 */
@NullMarked
package larksong.net;

import org.jspecify.annotations.NullMarked;
