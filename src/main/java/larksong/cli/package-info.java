/**
 * What the owner types; picocli is used here and nowhere else.
 *
 * <p>A newcomer gets this wrong: with {@code --json} standard output is one document and nothing
 * else. Everything a person should see besides goes to standard error.
 */
@NullMarked
package larksong.cli;

import org.jspecify.annotations.NullMarked;
