/**
 * Publishing by any program.
 *
 * <p>A newcomer gets this wrong: the program is called again after every crash and must itself know
 * by the edition what it did already.
 */
@NullMarked
package larksong.publish.command;

import org.jspecify.annotations.NullMarked;
