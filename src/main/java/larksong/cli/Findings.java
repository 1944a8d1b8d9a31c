package larksong.cli;

import larksong.model.Finding;

/** Findings in one line each. */
final class Findings {

  private Findings() {}

  static String line(Finding finding) {
    String severity =
        switch (finding.severity()) {
          case NOTE -> "Note";
          case WARNING -> "Warning";
          case HOLD -> "Held";
        };
    return severity + ": " + finding.check() + " (" + finding.where() + "): " + finding.reason();
  }
}
