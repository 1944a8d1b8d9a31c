/**
 * What must hold before anything is heard.
 *
 * <p>A newcomer gets this wrong: a gate reads what its producer really writes. Each check here is
 * tested on a real script or clip with a defect planted in it.
 */
@NullMarked
package larksong.proof;

import org.jspecify.annotations.NullMarked;
