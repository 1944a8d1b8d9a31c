/**
 * How clips become one mastered file; the port {@link larksong.audio.Encoder}.
 *
 * <p>A newcomer gets this wrong: clips are joined as PCM and encoded once. Joining encoded files
 * breaks time stamps, and loudness that was set before the encoder is not what a player decodes.
 */
@NullMarked
package larksong.audio;

import org.jspecify.annotations.NullMarked;
