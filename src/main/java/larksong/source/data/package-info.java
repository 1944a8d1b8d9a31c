/**
 * Rows of numbers: CSV with a heading line, or a JSON array of objects.
 *
 * <p>A newcomer gets this wrong: a table is not told row by row. This room reads what each row is
 * now and what it was before; the editor computes rank, lead and change.
 */
@NullMarked
package larksong.source.data;

import org.jspecify.annotations.NullMarked;
