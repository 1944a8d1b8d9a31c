/**
 * Where a library is kept: the database, in a file of one home or on a server that nodes share, and
 * files.
 *
 * <p>A newcomer gets this wrong: several processes work on one database at once, a server and
 * whatever the owner types. A statement may have to be tried again, and a migration is there whole
 * or not at all.
 */
@NullMarked
package larksong.library.store;

import org.jspecify.annotations.NullMarked;
