package larksong.eval;

import larksong.model.Rundown;
import larksong.model.Script;
import larksong.model.Show;

/**
 * A good script with the rundown it was written from.
 *
 * @param number its morning's place in the corpus, the same in every language
 */
record Sample(Show show, int number, String writer, Rundown rundown, Script script) {

  String language() {
    return show.language().getLanguage();
  }

  Sample with(Script other) {
    return new Sample(show, number, writer, rundown, other);
  }
}
