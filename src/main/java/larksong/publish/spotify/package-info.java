/**
 * Publishing to Save to Spotify, or to any server that speaks as it does.
 *
 * <p>A newcomer gets this wrong: nothing there has a key of ours. What may have happened is written
 * down before each call that cannot be taken back; afterwards it is looked up, never repeated
 * blindly.
 */
@NullMarked
package larksong.publish.spotify;

import org.jspecify.annotations.NullMarked;
