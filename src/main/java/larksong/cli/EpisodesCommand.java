package larksong.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import larksong.app.Larksong;
import larksong.library.ListedEpisode;
import larksong.library.ShelvedShow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what is on the shelf. */
@Command(
    name = "episodes",
    description = "Lists the episodes in the library, of one show or of all.",
    footer = {"", "Example: larksong episodes demo"})
final class EpisodesCommand extends Options {

  @Parameters(paramLabel = "SHOW", arity = "0..1", description = "The show's name; else all.")
  @Nullable String show;

  /** An episode in {@code episodes --json}. */
  record Answer(
      String guid,
      String show,
      String edition,
      String title,
      long durationMs,
      long bytes,
      Instant published) {}

  @Override
  public Integer call() throws Exception {
    try (Larksong larksong = open()) {
      List<Answer> answers = new ArrayList<>();
      if (show != null && larksong.library().show(show).isEmpty()) {
        larksong.show(show); // one that is configured just has no episode yet
      }
      for (ShelvedShow shelved : larksong.library().shows()) {
        if (show == null || shelved.name().equals(show)) {
          larksong
              .library()
              .list(shelved.name(), 0, Integer.MAX_VALUE)
              .forEach(episode -> answers.add(of(episode)));
        }
      }
      StringBuilder words = new StringBuilder();
      for (Answer answer : answers) {
        words.append(
            String.format(
                "%-12s %-17s %5d s  %s%n",
                answer.show(), answer.edition(), answer.durationMs() / 1000, answer.title()));
      }
      answer(
          answers,
          answers.isEmpty()
              ? "No episodes yet. Make one with 'larksong produce SHOW'."
              : words.toString().stripTrailing());
      return ExitCode.DONE;
    }
  }

  private static Answer of(ListedEpisode episode) {
    return new Answer(
        episode.guid().toString(),
        episode.show(),
        episode.edition().label(),
        episode.title(),
        episode.duration().toMillis(),
        episode.bytes(),
        episode.published());
  }
}
