/**
 * Who may enter: accounts, sessions and tokens.
 *
 * <p>A newcomer gets this wrong: only hashes are stored. A listening token is computed from the key
 * in the home folder, so that it is the same each time until it is revoked.
 */
@NullMarked
package larksong.library.access;

import org.jspecify.annotations.NullMarked;
