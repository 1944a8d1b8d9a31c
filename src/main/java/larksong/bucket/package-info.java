/**
 * Objects in an S3-compatible store: the MinIO client, carried by OkHttp, is used here and nowhere
 * else.
 *
 * <p>A newcomer gets this wrong: an object appears whole or not at all, but two of them do not
 * appear together. What makes others visible is written last.
 */
@NullMarked
package larksong.bucket;

import org.jspecify.annotations.NullMarked;
