/**
 * The Save to Spotify backend API, so that the official client, and every agent skill written for
 * it, publishes into this library.
 *
 * <p>A newcomer gets this wrong: the client takes the last show of the list as its default, stops
 * at the first readiness that is not 200, never retries, and sends its recording to the address of
 * the answer without its token. What it does is the contract, not what would be nicer.
 */
@NullMarked
package larksong.server.backend;

import org.jspecify.annotations.NullMarked;
