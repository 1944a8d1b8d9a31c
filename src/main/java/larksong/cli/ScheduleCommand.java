package larksong.cli;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import larksong.app.Agenda;
import larksong.app.Larksong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the next editions. */
@Command(
    name = "schedule",
    description = "Lists when editions are due, and begun, while 'larksong serve' runs.",
    footer = {"", "Example: larksong schedule --next 5"})
final class ScheduleCommand extends Options {

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm VV", Locale.UK);

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.UK);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final int MOST = 1000;

  @Option(
      names = "--next",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many of each show; ${DEFAULT-VALUE} if not given.")
  int next = 3;

  /** An edition in {@code schedule --json}. */
  record Answer(String show, ZonedDateTime at, ZonedDateTime begun) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Answer> answers =
          new Agenda(larksong)
              .next(Math.max(1, Math.min(next, MOST))).stream()
                  .map(entry -> new Answer(entry.show(), entry.at(), entry.begun()))
                  .toList();
      answer(
          answers,
          answers.isEmpty()
              ? "No show has a schedule. Give one a line such as"
                  + " 'schedule: { cron: \"0 30 6 ? * MON-FRI\" }'."
              : answers.stream().map(ScheduleCommand::words).collect(Collectors.joining("\n")));
      return ExitCode.DONE;
    }
  }

  private static String words(Answer answer) {
    String words = String.format("%-38s   %s", SHOWN.format(answer.at()), answer.show());
    Duration apart = Duration.between(answer.begun(), answer.at()).abs();
    return apart.compareTo(MINUTE) < 0 ? words : words + "   begun about " + begun(answer);
  }

  /** To the nearest minute. */
  private static String begun(Answer answer) {
    ZonedDateTime begun = answer.begun().plus(MINUTE.dividedBy(2));
    boolean sameDay = begun.toLocalDate().equals(answer.at().toLocalDate());
    return (sameDay ? TIME : DAY_AND_TIME).format(begun);
  }
}
