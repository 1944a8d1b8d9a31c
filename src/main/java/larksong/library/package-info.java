/**
 * The shelf: shows, episodes and tokens in an embedded database, sound and pictures beside it.
 *
 * <p>A newcomer gets this wrong: several processes work on one library at once, a server and
 * whatever the owner types. The database is shared between them over loopback, and a file is in the
 * media store before a row names it.
 */
@NullMarked
package larksong.library;

import org.jspecify.annotations.NullMarked;
