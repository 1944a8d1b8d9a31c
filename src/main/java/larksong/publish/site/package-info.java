/**
 * Publishing as plain files: sound, notes and a feed that any web server can serve, in a folder, on
 * a WebDAV server or in an object store.
 *
 * <p>A newcomer gets this wrong: there is no server of ours behind these files. The address is the
 * secret, and the feed is written last, because it is what makes the rest visible.
 */
@NullMarked
package larksong.publish.site;

import org.jspecify.annotations.NullMarked;
