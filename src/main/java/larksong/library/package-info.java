/**
 * The shelf: shows, episodes and where listeners stopped, with their sound and pictures.
 *
 * <p>A newcomer gets this wrong: a file is in the media store before a row names it. The rooms
 * inside keep what is beside the shelf; {@code intake}, {@code feed} and {@code upkeep} use the
 * shelf, and all of them the {@code store}.
 */
@NullMarked
package larksong.library;

import org.jspecify.annotations.NullMarked;
