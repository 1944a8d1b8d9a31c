/**
 * Programs that stages start. Everything that is run goes through {@link larksong.process.Program}:
 * a process that is not drained stops when its pipe is full, and one that is not ended outlives us.
 */
@NullMarked
package larksong.process;

import org.jspecify.annotations.NullMarked;
