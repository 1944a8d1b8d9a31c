/**
 * Which items make the rundown, in which order, with how much room, and what is known about them.
 *
 * <p>A newcomer gets this wrong: times, sums and differences are computed here and handed on as
 * finished phrases; no writer, least of all a model, does arithmetic.
 */
@NullMarked
package larksong.editor;

import org.jspecify.annotations.NullMarked;
