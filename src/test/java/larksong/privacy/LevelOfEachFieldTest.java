package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.config.Section;
import larksong.config.Sections;
import larksong.json.Json;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Card;
import larksong.model.Fact;
import larksong.model.Fixtures;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Note.Quotation;
import larksong.model.Reading;
import larksong.model.Reading.Figure;
import larksong.model.Rundown;
import larksong.model.Story;
import larksong.model.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The level of a field holds for all words that are of it, in each kind of item. */
class LevelOfEachFieldTest {

  /** Items whose words say of which field they are. */
  private static List<Item> items() {
    return List.of(
        new Appointment(
            "1",
            "s",
            "title@example.org",
            Fixtures.dentist().when(),
            Optional.empty(),
            Optional.of("location@example.org"),
            "details@example.org",
            List.of("people@example.org"),
            Appointment.Standing.CONFIRMED,
            Optional.of("people@example.org")),
        new Note(
            "2",
            "s",
            "title@example.org",
            "text@example.org",
            Optional.empty(),
            List.of("text@example.org"),
            Optional.of(new Quotation("text@example.org", List.of("text@example.org")))),
        new Task("3", "s", "title@example.org", Optional.empty()),
        new Card("4", "s", "title@example.org", "title@example.org", "text@example.org"),
        new Reading(
            "5",
            "s",
            "title@example.org",
            List.of(new Figure("text@example.org", BigDecimal.ONE, Optional.empty())),
            Optional.empty()),
        new Article(
            "6",
            "s",
            "title@example.org",
            "text@example.org",
            "text@example.org",
            Optional.empty(),
            Optional.empty()));
  }

  static Stream<Arguments> itemsAndFields() {
    return items().stream()
        .flatMap(
            item ->
                Stream.of("title", "location", "details", "people", "text")
                    .filter(field -> Json.write(item).contains(field + "@example.org"))
                    .map(field -> Arguments.of(item.getClass().getSimpleName(), field, item)));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("itemsAndFields")
  void leavesNoWordOfAFieldThatStaysHere(String kind, String field, Item item) {
    Permits permits = new Permits();
    String rest = field.equals("title") ? "local" : "free"; // nothing leaves without its title
    permits.read("s", section("{ all: " + rest + ", " + field + ": local }"), false);

    assertThat(sent(permits, item)).doesNotContain(field + "@example.org");
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("itemsAndFields")
  void coversEachWordOfAFieldThatNeedsIt(String kind, String field, Item item) {
    Permits permits = new Permits();
    permits.read("s", section("{ all: free, " + field + ": redacted }"), false);

    assertThat(sent(permits, item)).contains("Mail-").doesNotContain(field + "@example.org");
  }

  /** What a model elsewhere would see of an edition with this item alone. */
  private static String sent(Permits permits, Item item) {
    Story story = Fixtures.must(item, new Fact("about", item.title() + " today"));
    Rundown rundown = Fixtures.aRundown(List.of(story), List.of());
    Redaction redaction = new Redaction(List.of(), List.of(), permits, List.of(item));
    return permits.mayLeave(item) ? Json.write(redaction.cover(rundown)) : "";
  }

  private static Section section(String privacy) {
    return Sections.of(Path.of("."), "{ privacy: " + privacy + " }");
  }
}
