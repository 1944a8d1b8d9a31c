/**
 * Files that appear whole or not at all, and are known by their content.
 *
 * <p>A newcomer gets this wrong: a file that is written in place can be read half. Everything that
 * someone else may read goes through here.
 */
@NullMarked
package larksong.files;

import org.jspecify.annotations.NullMarked;
