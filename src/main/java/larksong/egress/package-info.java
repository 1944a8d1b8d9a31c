/**
 * What leaves this machine: on which errand, for whom, and that it is noted before it goes.
 *
 * <p>A newcomer gets this wrong: an errand belongs to a thread. Work that is handed to other
 * threads goes through {@link larksong.egress.CarryingExecutor}, or nobody knows what it is for.
 */
@NullMarked
package larksong.egress;

import org.jspecify.annotations.NullMarked;
