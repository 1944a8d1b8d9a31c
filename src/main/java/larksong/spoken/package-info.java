/**
 * How dates, times, durations and numbers are said, per language.
 *
 * <p>A newcomer gets this wrong: these are words for the ear. The script and the voice share them,
 * so that a time is said the same way whether a writer phrased it or a source contained it.
 */
@NullMarked
package larksong.spoken;

import org.jspecify.annotations.NullMarked;
