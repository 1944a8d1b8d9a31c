/**
 * What ends editions and shows for good: their rows at once, and what lies of them in files.
 *
 * <p>A newcomer gets this wrong: what remains to be removed is noted in the transaction that ends
 * the rows, so that a kill on the way leaves nothing.
 */
@NullMarked
package larksong.library.deletion;

import org.jspecify.annotations.NullMarked;
