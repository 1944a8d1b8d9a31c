/**
 * Articles from RSS 2.0, Atom and JSON Feed.
 *
 * <p>A newcomer gets this wrong: the XML reader refuses a DOCTYPE on purpose (it is how a feed
 * reads local files or eats all memory), and many addresses answer with a web page.
 */
@NullMarked
package larksong.source.feed;

import org.jspecify.annotations.NullMarked;
