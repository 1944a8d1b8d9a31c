/**
 * Voices of any program that reads text and writes a sound file, such as espeak-ng or Piper.
 *
 * <p>A newcomer gets this wrong: the words go to the program's standard input and never into its
 * arguments, which everyone on the machine can read.
 */
@NullMarked
package larksong.speech.command;

import org.jspecify.annotations.NullMarked;
