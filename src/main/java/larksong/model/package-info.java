/**
 * The words of the house as plain immutable records.
 *
 * <p>A newcomer gets this wrong: nothing here reads a file, knows a library or speaks a language. A
 * record that exists is valid; whoever builds one answers for its arguments.
 */
@NullMarked
package larksong.model;

import org.jspecify.annotations.NullMarked;
