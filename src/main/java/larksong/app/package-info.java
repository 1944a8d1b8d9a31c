/**
 * The one place that knows every choice: which adapters there are, and who works with whom.
 *
 * <p>A newcomer gets this wrong: an adapter that is not in {@link larksong.app.Adapters} does not
 * exist. There is no scanning; there is a list.
 */
@NullMarked
package larksong.app;

import org.jspecify.annotations.NullMarked;
