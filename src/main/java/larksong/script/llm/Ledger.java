package larksong.script.llm;

import larksong.model.Edition;
import larksong.model.ModelCall;
import larksong.model.Spent;

/** Where calls of models are noted, and what was spent so far. */
public interface Ledger {

  void note(ModelCall call);

  Spent ofEdition(Edition edition);

  /** Of all editions in the calendar month of this one. */
  Spent ofMonth(Edition edition);
}
