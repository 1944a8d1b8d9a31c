/**
 * Notes, tasks and study cards from a folder of Markdown files.
 *
 * <p>A newcomer gets this wrong: a file's time stamp says nothing (a checkout or a sync renews it).
 * A note belongs to the day that it names in its front matter or its file name.
 */
@NullMarked
package larksong.source.notes;

import org.jspecify.annotations.NullMarked;
