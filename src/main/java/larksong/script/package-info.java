/**
 * How a rundown becomes words; the port {@link larksong.script.ScriptWriter} and the order in which
 * writers are tried.
 *
 * <p>A newcomer gets this wrong: a writer may fail, an edition may not. Whatever a model does,
 * there is a script at the end, and its findings say whose.
 */
@NullMarked
package larksong.script;

import org.jspecify.annotations.NullMarked;
