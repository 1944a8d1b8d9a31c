/** Breaks rules of the house, so that the rules are seen failing. */
@NullMarked
package larksong.architecture.planted;

import org.jspecify.annotations.NullMarked;
