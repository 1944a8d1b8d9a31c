package larksong.cli;

import java.util.List;
import java.util.Locale;
import larksong.app.Larksong;
import larksong.library.journal.Calls;
import picocli.CommandLine.Command;

/** Tells what the models cost. */
@Command(
    name = "ledger",
    description = "Prints what each model was asked and what it cost, month by month.",
    footer = {"", "Example: larksong ledger --json"})
final class LedgerCommand extends Options {

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Calls.Monthly> months = new Calls(larksong.library().store()).months();
      StringBuilder words = new StringBuilder();
      for (Calls.Monthly month : months) {
        words.append(
            String.format(
                Locale.ROOT,
                "%s  %-12s %5d calls  %9d tokens in  %9d out  %s%n",
                month.month(),
                month.model(),
                month.spent().calls(),
                month.spent().tokensIn(),
                month.spent().tokensOut(),
                month.spent().price().toPlainString()));
      }
      answer(
          months, months.isEmpty() ? "No model was asked yet." : words.toString().stripTrailing());
      return ExitCode.DONE;
    }
  }
}
