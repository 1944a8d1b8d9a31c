/**
 * Publishing to an Audiobookshelf server's library of podcasts, over its own API.
 *
 * <p>A newcomer gets this wrong: an upload only puts a file into a folder. It becomes an episode
 * when the server has looked there, which it does by itself after a while.
 */
@NullMarked
package larksong.publish.audiobookshelf;

import org.jspecify.annotations.NullMarked;
