package larksong.model;

import java.time.Duration;

/**
 * One spoken sentence: 16-bit little-endian mono PCM in a file on the bench.
 *
 * @param segment the segment's index in the script, from zero
 * @param line the line's index in its segment, from zero
 * @param text the words as the script has them
 * @param characters how many of them the engine was given, once they were made speakable
 * @param pcm the file's name within the bench
 * @param samples its length
 * @param pauseAfter the silence that follows it
 */
public record Clip(
    int segment,
    int line,
    String speaker,
    String text,
    int characters,
    String pcm,
    int samples,
    Duration pauseAfter) {}
