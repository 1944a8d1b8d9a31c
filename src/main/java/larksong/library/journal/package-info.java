/**
 * What happened, for the owner and for whoever goes on with it: runs, deliveries, calls of models,
 * what left this machine, grades of cards, open alerts.
 *
 * <p>A newcomer gets this wrong: what is noted of a run may have private words in it, which stay
 * here; what is noted of what left has none.
 */
@NullMarked
package larksong.library.journal;

import org.jspecify.annotations.NullMarked;
