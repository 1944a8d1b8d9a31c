package larksong.app;

import java.util.function.Supplier;
import larksong.library.Library;
import larksong.library.journal.Calls;
import larksong.model.Edition;
import larksong.model.ModelCall;
import larksong.model.Spent;
import larksong.script.llm.Ledger;

/** Keeps the calls of models in the library. */
record LibraryLedger(Supplier<Library> library) implements Ledger {

  @Override
  public void note(ModelCall call) {
    new Calls(library.get().store()).note(call);
  }

  @Override
  public Spent ofEdition(Edition edition) {
    return new Calls(library.get().store()).ofEdition(edition);
  }

  @Override
  public Spent ofMonth(Edition edition) {
    return new Calls(library.get().store()).ofMonth(edition);
  }
}
