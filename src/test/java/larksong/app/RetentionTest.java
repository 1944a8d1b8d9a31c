package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import larksong.config.ShowFile;
import larksong.library.ListedEpisode;
import larksong.library.journal.Delivery;
import larksong.model.EditionId;
import org.junit.jupiter.api.Test;

/** Which editions the owner's rule ends. */
class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

  @Test
  void endsOnlyWhatIsBeyondTheNumberAndOlderThanTheAge() {
    List<ListedEpisode> shelf =
        Stream.of("2026-11-21", "2026-11-20", "2026-11-19", "2026-11-18")
            .map(RetentionTest::shelved)
            .toList();

    assertThat(ended(shelf, List.of(), List.of(), 1, 30)).isEmpty();
    assertThat(ended(shelf, List.of(), List.of(), 3, 1)).containsExactly("2026-11-18");
    assertThat(ended(shelf, List.of(), List.of(), 1, 1))
        .containsExactly("2026-11-19", "2026-11-18");
  }

  @Test
  void endsWhatWentToTargetsOnlyOnce() {
    List<Delivery> deliveries =
        List.of(
            delivery("2026-11-21", Delivery.State.THERE),
            delivery("2026-11-01", Delivery.State.THERE),
            delivery("2026-10-31", Delivery.State.ENDING));

    assertThat(ended(List.of(), deliveries, List.of(), 1, 7)).containsExactly("2026-11-01");
  }

  @Test
  void endsByItsAgeWhatWasMadeForNobody() {
    List<EditionId> held =
        List.of(EditionId.of("morning", "2026-11-20"), EditionId.of("morning", "2026-11-01"));

    assertThat(ended(List.of(), List.of(), held, 30, 7)).containsExactly("2026-11-01");
  }

  private static List<String> ended(
      List<ListedEpisode> shelf,
      List<Delivery> deliveries,
      List<EditionId> unpublished,
      int editions,
      int days) {
    return Retention.of(
            shelf,
            deliveries,
            unpublished,
            new ShowFile.Keep(editions, Duration.ofDays(days)),
            ZoneOffset.UTC,
            NOW)
        .ended()
        .stream()
        .map(EditionId::label)
        .toList();
  }

  private static ListedEpisode shelved(String day) {
    return new ListedEpisode(
        UUID.randomUUID(),
        EditionId.of("morning", day),
        "",
        "",
        Instant.parse(day + "T07:00:00Z"),
        Duration.ofMinutes(1),
        1,
        "");
  }

  private static Delivery delivery(String day, Delivery.State state) {
    return new Delivery(
        "files", "files", EditionId.of("morning", day), "ab12", state, 0, NOW, NOW, "");
  }
}
