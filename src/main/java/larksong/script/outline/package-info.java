/**
 * The writer that needs no model: the demo, the tests, and the fallback.
 *
 * <p>A newcomer gets this wrong: its words are in {@code prompts/}, not here. This code only
 * decides which phrase comes next and fills it in.
 */
@NullMarked
package larksong.script.outline;

import org.jspecify.annotations.NullMarked;
