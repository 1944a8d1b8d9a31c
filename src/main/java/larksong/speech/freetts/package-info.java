/**
 * The embedded voice: FreeTTS in this process, no file and no program in between.
 *
 * <p>A newcomer gets this wrong: loading two voices at once corrupts them silently, a voice serves
 * one thread, and with FreeTTS's own output queue an error in the sink hangs for ever.
 */
@NullMarked
package larksong.speech.freetts;

import org.jspecify.annotations.NullMarked;
