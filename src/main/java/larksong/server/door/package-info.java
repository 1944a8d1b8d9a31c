/**
 * How requests come in: which bodies are read, how long that may take, and whose threads answer.
 *
 * <p>A newcomer gets this wrong: nothing here may block. Whoever sends slowly holds a connection
 * and some bytes, never a thread that a listener needs.
 */
@NullMarked
package larksong.server.door;

import org.jspecify.annotations.NullMarked;
