/**
 * Where items come from; the port {@link larksong.source.Source} and what its adapters share.
 *
 * <p>A newcomer gets this wrong: what a source reports is data from strangers. It is cut, cleaned
 * and never obeyed; and a part that cannot be read costs only itself.
 */
@NullMarked
package larksong.source;

import org.jspecify.annotations.NullMarked;
