/**
 * One edition from start to finish.
 *
 * <p>A newcomer gets this wrong: any instant may be the last. Each stage leaves its result on the
 * bench with a fingerprint of what went into it; the next run reads it back or makes it again.
 */
@NullMarked
package larksong.studio;

import org.jspecify.annotations.NullMarked;
