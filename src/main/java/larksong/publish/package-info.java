/**
 * How an episode reaches its listener; the port {@link larksong.publish.Publisher}.
 *
 * <p>A newcomer gets this wrong: publishing happens again after every crash. The edition is the
 * key; doing it twice leaves one episode.
 */
@NullMarked
package larksong.publish;

import org.jspecify.annotations.NullMarked;
