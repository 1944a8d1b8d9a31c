/**
 * The shelf: shows, episodes and tokens in an embedded database, sound and pictures beside it; or
 * in a database and a bucket that several nodes share.
 *
 * <p>A newcomer gets this wrong: several processes work on one library at once, a server and
 * whatever the owner types. The database is shared between them over loopback, and a file is in the
 * media store before a row names it.
 */
@NullMarked
package larksong.library;

import org.jspecify.annotations.NullMarked;
