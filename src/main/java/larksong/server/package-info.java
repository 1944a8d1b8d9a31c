/**
 * The library over HTTP: feed, media, player and upload.
 *
 * <p>Javalin on Jetty routes everything but media. Javalin answers ranges wrongly (suffixes, past
 * the end, HEAD), so media goes to Jetty's own resource service, in front of Javalin.
 *
 * <p>A newcomer gets this wrong: every address of a listener holds a token. It is checked before
 * anything else is looked at, and no address is ever logged.
 */
@NullMarked
package larksong.server;

import org.jspecify.annotations.NullMarked;
