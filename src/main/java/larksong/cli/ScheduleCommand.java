package larksong.cli;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import larksong.app.Larksong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the next firings. */
@Command(
    name = "schedule",
    description = "Lists when editions will be made while 'larksong serve' runs.",
    footer = {"", "Example: larksong schedule --next 5"})
final class ScheduleCommand extends Options {

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm VV", Locale.UK);

  @Option(
      names = "--next",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many of each show; ${DEFAULT-VALUE} if not given.")
  int next = 3;

  /** A firing in {@code schedule --json}. */
  record Answer(String show, ZonedDateTime at) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Answer> answers = new ArrayList<>();
      larksong
          .timetables()
          .forEach(
              (show, timetable) ->
                  timetable
                      .next(larksong.clock().instant(), Math.max(1, Math.min(next, 1000)))
                      .forEach(at -> answers.add(new Answer(show, at))));
      answers.sort(Comparator.comparing((Answer answer) -> answer.at().toInstant()));
      StringBuilder words = new StringBuilder();
      answers.forEach(
          answer ->
              words.append(String.format("%-36s %s%n", SHOWN.format(answer.at()), answer.show())));
      answer(
          answers,
          answers.isEmpty()
              ? "No show has a schedule. Give one a line such as"
                  + " 'schedule: { cron: \"0 30 6 ? * MON-FRI\" }'."
              : words.toString().stripTrailing());
      return ExitCode.DONE;
    }
  }
}
