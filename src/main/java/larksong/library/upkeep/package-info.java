/**
 * What keeps a library whole: backups and their restoration, and the sweep.
 *
 * <p>A newcomer gets this wrong: a backup has what its rows name at one moment, while others go on
 * writing; what no row names is left out of it and swept away here.
 */
@NullMarked
package larksong.library.upkeep;

import org.jspecify.annotations.NullMarked;
