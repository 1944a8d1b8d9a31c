/**
 * What the owner wrote, read once and checked as a whole.
 *
 * <p>A newcomer gets this wrong: a reader of a {@link larksong.config.Section} never throws at the
 * first mistake. It notes the problem, goes on with the example, and the owner hears of all
 * problems at once.
 */
@NullMarked
package larksong.config;

import org.jspecify.annotations.NullMarked;
