/**
 * How words become sound; the port {@link larksong.speech.Synthesizer} and what all engines share.
 *
 * <p>A newcomer gets this wrong: an engine's silence is no success. What it cannot pronounce is put
 * into words before, and every clip is listened to after.
 */
@NullMarked
package larksong.speech;

import org.jspecify.annotations.NullMarked;
