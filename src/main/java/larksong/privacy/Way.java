package larksong.privacy;

import larksong.privacy.Endings.Ending;

/**
 * How the words of a name that a search has come through so far are written.
 *
 * @param first the first word's place
 * @param words how many there are
 * @param initials how many of them are one letter
 * @param pointed whether each of these has its point
 * @param bare whether one is a letter that is a word by itself, without a point
 * @param inflected whether a word has an ending
 * @param ending which
 */
record Way(
    int first,
    int words,
    int initials,
    boolean pointed,
    boolean bare,
    boolean inflected,
    Ending ending) {

  static Way from(int first) {
    return new Way(first, 0, 0, true, false, false, Ending.CLEAR);
  }

  Way withWord() {
    return new Way(first, words + 1, initials, pointed, bare, inflected, ending);
  }

  Way withInflected(Ending other) {
    return new Way(first, words + 1, initials, pointed, bare, true, other);
  }

  Way withInitial(boolean point, boolean word) {
    return new Way(
        first, words + 1, initials + 1, pointed && point, bare || word, inflected, ending);
  }
}
