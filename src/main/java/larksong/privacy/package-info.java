/**
 * What may leave this machine, decided per source.
 *
 * <p>A newcomer gets this wrong: the cautious answer is the default. A calendar and notes stay here
 * unless the owner says otherwise; a public feed does not need to.
 */
@NullMarked
package larksong.privacy;

import org.jspecify.annotations.NullMarked;
