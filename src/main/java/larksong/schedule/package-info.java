/**
 * When editions are made; Quartz is used here and nowhere else.
 *
 * <p>A newcomer gets this wrong: seven o'clock is the show's seven o'clock. Each show has a zone,
 * and an edition made by hand on a scheduled day is that day's edition, not a second one.
 */
@NullMarked
package larksong.schedule;

import org.jspecify.annotations.NullMarked;
