/**
 * Telling the owner of trouble, and an outside watch of how each edition ended.
 *
 * <p>A newcomer gets this wrong: what is told leaves this machine. It names the show and the next
 * step, and never quotes a script, a source or an address.
 */
@NullMarked
package larksong.alert;

import org.jspecify.annotations.NullMarked;
