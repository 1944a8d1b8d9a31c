/**
 * Publishing into a Larksong library: into the store of this home, or over HTTP to a server
 * elsewhere.
 *
 * <p>A newcomer gets this wrong: the two are one promise, held by one contract test.
 */
@NullMarked
package larksong.publish.library;

import org.jspecify.annotations.NullMarked;
