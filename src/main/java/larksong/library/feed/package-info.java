/**
 * What listeners and their apps read of the shelf: RSS, OPML, chapters and transcripts, and the
 * addresses in them.
 *
 * <p>A newcomer gets this wrong: each address holds a token, so none may reach a log.
 */
@NullMarked
package larksong.library.feed;

import org.jspecify.annotations.NullMarked;
