/**
 * Recordings that others send, from their announcement to the shelf, and what accompanies them.
 *
 * <p>A newcomer gets this wrong: nothing that a stranger sent is served as it came; it is remade,
 * or refused.
 */
@NullMarked
package larksong.library.intake;

import org.jspecify.annotations.NullMarked;
