package larksong.proof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import larksong.model.Appointment;
import larksong.model.Appointment.Standing;
import larksong.model.Article;
import larksong.model.Card;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Reading;
import larksong.model.Rundown;
import larksong.model.Story;
import larksong.model.Task;
import larksong.spoken.Spoken;

/** How much an edition has to tell, in words. */
final class Counts {

  private static final Map<String, Predicate<Story>> NOUNS =
      Map.of(
          "appointment", story -> is(story, Appointment.class) && !isCancelled(story),
          "task", story -> is(story, Task.class),
          "note", story -> is(story, Note.class),
          "story", story -> is(story, Article.class),
          "question", story -> is(story, Card.class),
          "result", story -> is(story, Reading.class),
          "step", story -> true,
          "day", story -> story.fact("day").isPresent());

  private Counts() {}

  /** Each count as a sentence of its own. */
  static String of(Rundown rundown, Locale language) {
    Optional<Spoken> spoken = Spoken.of(language);
    List<String> told = new ArrayList<>();
    NOUNS.forEach(
        (noun, counted) -> {
          long count = rundown.stories().stream().filter(counted).count();
          spoken.ifPresent(words -> told.add(words.count(count, noun)));
        });
    long appointments =
        rundown.stories().stream().filter(story -> is(story, Appointment.class)).count();
    long moved = rundown.stories().stream().filter(story -> story.fact("was").isPresent()).count();
    spoken.ifPresent(
        words -> {
          told.add(words.count(appointments, "appointment"));
          told.add(words.count(moved, "appointment"));
          told.add(words.count(rundown.gaps().size(), "note"));
        });
    return String.join(". ", told) + ".";
  }

  /** The edition's day. */
  static String date(LocalDate date, Locale language) {
    return Spoken.of(language)
        .map(words -> words.date(date) + " " + words.year(date.getYear()))
        .orElse(date.toString());
  }

  private static boolean is(Story story, Class<? extends Item> kind) {
    return kind.isInstance(story.item());
  }

  private static boolean isCancelled(Story story) {
    return story.item() instanceof Appointment appointment
        && appointment.standing() == Standing.CANCELLED;
  }
}
