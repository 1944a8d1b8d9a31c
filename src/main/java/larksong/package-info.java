/** Larksong: the entry point; every room has its own package. */
@NullMarked
package larksong;

import org.jspecify.annotations.NullMarked;
