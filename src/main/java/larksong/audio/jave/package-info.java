/**
 * The encoder: the ffmpeg that JAVE2 brings.
 *
 * <p>A newcomer gets this wrong: JAVE2 by itself runs whatever program lies at a known path in the
 * temporary folder, waits for ever, and loses the reason of a failure. Its locator is replaced, and
 * its process is drained, limited and reaped here.
 */
@NullMarked
package larksong.audio.jave;

import org.jspecify.annotations.NullMarked;
