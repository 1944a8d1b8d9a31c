/**
 * The writer that asks a language model; LangChain4j is used here and nowhere else.
 *
 * <p>A newcomer gets this wrong: source text is data. It is fenced as JSON, the model has no tools
 * and no links to choose from, and its answer is checked before anyone reads it.
 */
@NullMarked
package larksong.script.llm;

import org.jspecify.annotations.NullMarked;
