package larksong.cli;

import java.time.ZonedDateTime;
import java.util.List;
import larksong.app.Larksong;
import larksong.app.Wired;
import larksong.schedule.Timetable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists the shows. */
@Command(
    name = "shows",
    description = "Lists the shows there are.",
    footer = {"", "Example: larksong shows"})
final class ShowsCommand extends Options {

  /** A show in {@code shows --json}. */
  record Answer(
      String show, String title, String kind, String writer, @Nullable ZonedDateTime next) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Answer> answers =
          larksong.shows().stream().map(wired -> answer(larksong, wired)).toList();
      StringBuilder words = new StringBuilder();
      for (Answer answer : answers) {
        words.append(
            String.format(
                "%-16s %s (%s, written by %s)%s%n",
                answer.show(),
                answer.title(),
                answer.kind(),
                answer.writer(),
                answer.next() == null ? "" : ", next " + answer.next()));
      }
      answer(answers, words.toString().stripTrailing());
      return ExitCode.DONE;
    }
  }

  private static Answer answer(Larksong larksong, Wired wired) {
    List<ZonedDateTime> next =
        wired
            .timetable()
            .map((Timetable timetable) -> timetable.next(larksong.clock().instant(), 1))
            .orElse(List.of());
    return new Answer(
        wired.show().name(),
        wired.show().title(),
        wired.show().kind(),
        wired.file().writer(),
        next.isEmpty() ? null : next.get(0));
  }
}
