/**
 * Every record of the house to JSON and back unchanged.
 *
 * <p>A newcomer gets this wrong: the records carry no annotations, so that {@code model} stays free
 * of libraries; what JSON needs to know about them stands here.
 */
@NullMarked
package larksong.json;

import org.jspecify.annotations.NullMarked;
