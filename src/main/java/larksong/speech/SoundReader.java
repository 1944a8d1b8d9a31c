package larksong.speech;

/** Turns a sound file of any usual format into samples. */
@FunctionalInterface
public interface SoundReader {

  /**
   * 16-bit mono samples at a rate.
   *
   * @throws SpeechException if the bytes are no sound
   */
  short[] samples(byte[] sound, int rate) throws SpeechException;
}
