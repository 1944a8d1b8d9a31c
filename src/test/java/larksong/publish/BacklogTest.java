package larksong.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import larksong.library.Episodes;
import larksong.library.Library;
import larksong.library.deletion.Deletions;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.store.Leases.Lease;
import larksong.model.Edition;
import larksong.model.EditionId;
import larksong.model.Episode;
import larksong.model.Fixtures;
import larksong.model.MovableClock;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.model.Show;
import larksong.publish.PublishException.Remedy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {

  @TempDir Path folder;

  private final Target target = new Target();
  private final Map<EditionId, Episode> benches = new HashMap<>();
  private final MovableClock clock = new MovableClock("2026-11-21T05:30:00Z");
  private Library library;

  @BeforeEach
  void open() throws Exception {
    library = Library.open(folder.resolve("home"), clock);
  }

  @AfterEach
  void close() {
    library.close();
  }

  @Test
  void bringsLaterInOrderWhatCouldNotGoOut() throws Exception {
    target.trouble = new PublishException("The target is away.");
    for (int day = 21; day <= 23; day++) {
      Episode episode = episode("morning", day);
      assertThatThrownBy(() -> backlog().bring(target, episode))
          .hasMessage(
              (day == 21 ? "The target is away." : "Earlier editions wait for 'shelf'.")
                  + " It waits and goes later.")
          .satisfies(e -> assertThat(((PublishException) e).remedy()).isEqualTo(Remedy.QUEUE));
    }
    target.trouble = null;
    target.asked.clear();

    backlog().goOn(target);
    assertThat(target.asked).as("it is not due yet").isEmpty();
    clock.pass(Duration.ofHours(2));
    backlog().goOn(target);

    assertThat(target.asked)
        .containsExactly("morning/2026-11-21", "morning/2026-11-22", "morning/2026-11-23");
    assertThat(new Deliveries(library.store()).missing()).isEmpty();
  }

  @Test
  void letsNoEditionOvertakeAnEarlierOneOfItsShow() throws Exception {
    target.trouble = new PublishException("Come later.", Duration.ofMinutes(30));
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));
    new Deliveries(library.store())
        .expect("shelf", episode("morning", 22).edition(), sha256("morning", 22), Optional.empty());
    new Deliveries(library.store())
        .expect("shelf", episode("evening", 22).edition(), sha256("evening", 22), Optional.empty());
    target.trouble = null;
    target.asked.clear();

    backlog().goOn(target);
    assertThat(target.asked).containsExactly("evening/2026-11-22");
    clock.pass(Duration.ofMinutes(31));
    backlog().goOn(target);

    assertThat(target.asked)
        .containsExactly("evening/2026-11-22", "morning/2026-11-21", "morning/2026-11-22");
  }

  @Test
  void doesNotStopAtAnEditionThatTheTargetWillNeverTake() throws Exception {
    target.trouble = new PublishException(Remedy.NOTHING, "It will not have these bytes.");
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)))
        .hasMessage("It will not have these bytes.");
    target.trouble = null;

    assertThat(backlog().bring(target, episode("morning", 22)).state()).isEqualTo(State.PUBLISHED);

    assertThat(target.asked).containsExactly("morning/2026-11-21", "morning/2026-11-22");
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    target.trouble = new PublishException("The target is away.");
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));
    close();
    open();
    target.trouble = null;
    clock.pass(Duration.ofHours(2));

    backlog().goOn(target);

    assertThat(target.asked).containsExactly("morning/2026-11-21", "morning/2026-11-21");
    assertThat(new Deliveries(library.store()).missing()).isEmpty();
  }

  @Test
  void looksAfterWhatIsNotReadyThere() throws Exception {
    target.state = State.SENT;
    assertThat(backlog().bring(target, episode("morning", 21)).state()).isEqualTo(State.SENT);
    assertThat(backlog().bring(target, episode("morning", 21)).state()).isEqualTo(State.SENT);
    assertThat(target.asked).as("only when it is due").hasSize(1);
    target.state = State.PUBLISHED;
    clock.pass(Duration.ofMinutes(1));

    backlog().goOn(target);
    backlog().goOn(target);

    assertThat(target.asked).hasSize(2);
    assertThat(new Deliveries(library.store()).missing()).isEmpty();
  }

  @Test
  void waitsLongerEachTimeUpToAnHour() throws Exception {
    target.trouble = new PublishException("The target is away.");
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));
    List<Long> waits = new ArrayList<>();
    for (int attempt = 0; attempt < 8; attempt++) {
      Delivery waiting = new Deliveries(library.store()).open("shelf").get(0);
      waits.add(Duration.between(clock.instant(), waiting.due()).toMinutes());
      clock.set(waiting.due());
      backlog().goOn(target);
    }

    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void comesAgainWhenTheTargetSaid() throws Exception {
    target.trouble = new PublishException("Come later.", Duration.ofMinutes(7));

    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));

    assertThat(pause()).isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void waitsAnHourFromTheFirstFailureWhereOnlyTheOwnerCanHelp() throws Exception {
    target.trouble = new PublishException(Remedy.OWNER, "The password is wrong.");

    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));
    assertThat(pause()).isEqualTo(Duration.ofHours(1));
    clock.pass(Duration.ofHours(1));
    backlog().goOn(target);

    assertThat(target.asked).hasSize(2);
    assertThat(pause()).isEqualTo(Duration.ofHours(1));
  }

  private Duration pause() {
    return Duration.between(
        clock.instant(), new Deliveries(library.store()).open("shelf").get(0).due());
  }

  @Test
  void bringsWhatWasMadeAgainInPlaceOfWhatIsThere() throws Exception {
    backlog().bring(target, episode("morning", 21));
    benches.put(
        EditionId.parse("morning/2026-11-21"),
        Episodes.of(folder.resolve("again"), edition("morning", 21), "made again"));

    backlog().bring(target, benches.get(EditionId.parse("morning/2026-11-21")));
    backlog().bring(target, benches.get(EditionId.parse("morning/2026-11-21")));

    assertThat(target.asked).containsExactly("morning/2026-11-21", "morning/2026-11-21");
  }

  @Test
  void bringsAgainWhatTheTargetLost() throws Exception {
    backlog().bring(target, episode("morning", 21));
    backlog().bring(target, episode("morning", 21));
    assertThat(target.asked).hasSize(1);
    target.there.clear();

    assertThat(backlog().bring(target, episode("morning", 21)).state()).isEqualTo(State.PUBLISHED);

    assertThat(target.asked).hasSize(2);
  }

  @Test
  void holdsAFaultOfAPublisherForATroubleOfItsTarget() throws Exception {
    target.fault = new IllegalStateException("private words");

    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)))
        .hasMessageContaining("unexpected IllegalStateException")
        .hasMessageNotContaining("private");
    target.fault = null;
    clock.pass(Duration.ofHours(2));
    backlog().goOn(target);

    assertThat(new Deliveries(library.store()).missing()).isEmpty();
  }

  @Test
  void saysThatTheFilesAreGone() throws Exception {
    target.trouble = new PublishException("The target is away.");
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));
    benches.clear();
    clock.pass(Duration.ofHours(2));

    backlog().goOn(target);

    assertThat(new Deliveries(library.store()).missing())
        .extracting(Delivery::state, Delivery::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Delivery.State.REFUSED, "Its files are gone or damaged here. Make it again."));
    target.trouble = null;
    assertThat(backlog().bring(target, episode("morning", 21)).state())
        .as("made again, though the bytes are the same")
        .isEqualTo(State.PUBLISHED);
  }

  @Test
  void dropsAndRetriesAsTheOwnerSays() throws Exception {
    target.trouble = new PublishException(Remedy.NOTHING, "It will not have these bytes.");
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));
    backlog().drop(backlog().missing().get(0));
    target.trouble = null;

    assertThat(backlog().missing()).isEmpty();
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)))
        .hasMessageContaining("You dropped it for 'shelf'.");
    assertThat(target.asked).hasSize(1);
    Delivery dropped =
        new Deliveries(library.store()).find("shelf", edition("morning", 21)).orElseThrow();
    backlog().retry(target, dropped);
    backlog().goOn(target);

    assertThat(target.asked).hasSize(2);
  }

  @Test
  void letsOtherEditionsPassOneThatBreaksUs() throws Exception {
    target.fault = new IllegalStateException("of this edition");
    assertThatThrownBy(() -> backlog().bring(target, episode("morning", 21)));
    target.fault = null;
    target.poison = "morning/2026-11-21";

    assertThat(backlog().bring(target, episode("morning", 22)).state()).isEqualTo(State.PUBLISHED);
  }

  @Test
  void takesAwayLaterWhatCouldNotBeTakenAwayAtOnce() throws Exception {
    backlog().bring(target, episode("morning", 21));
    end("morning", 21);
    target.trouble = new PublishException("The target is away.");
    backlog().goOn(target);
    assertThat(target.there).hasSize(1);
    target.trouble = null;
    clock.pass(Duration.ofHours(2));

    backlog().goOn(target);

    assertThat(target.there).isEmpty();
    assertThat(new Deliveries(library.store()).find("shelf", edition("morning", 21))).isEmpty();
  }

  @Test
  void takesAwayWhatIsToGoAlsoWhenItIsTriedAtOnce() throws Exception {
    backlog().bring(target, episode("morning", 21));
    end("morning", 21);
    target.trouble = new PublishException("The target is away.");
    backlog().goOn(target);
    target.trouble = null;

    backlog().retry(target, backlog().missing().get(0));
    backlog().goOn(target);

    assertThat(target.there).isEmpty();
    assertThat(target.asked).as("brought only before").hasSize(1);
    assertThat(backlog().missing()).isEmpty();
  }

  @Test
  void bringsWhatComesWhileTheTargetWillNotTakeAnEarlierOneAway() throws Exception {
    backlog().bring(target, episode("morning", 21));
    end("morning", 21);
    target.keeping = new PublishException(Remedy.OWNER, "It lets nobody delete.");

    assertThat(backlog().bring(target, episode("morning", 22)).state()).isEqualTo(State.PUBLISHED);

    assertThat(backlog().missing())
        .extracting(Delivery::state, Delivery::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Delivery.State.ENDING, "It lets nobody delete."));
  }

  /** As the show's rule does. */
  private void end(String show, int day) {
    new Deletions(library)
        .begin(edition(show, day).id(), Deletions.Rest.FINGERPRINTS, record -> record);
  }

  private Backlog backlog() {
    return new Backlog(
        new Deliveries(library.store()),
        new Benches(),
        new FolderTurns(folder.resolve("locks")),
        target -> target,
        clock);
  }

  /** Episodes that lie in memory. */
  private final class Benches implements Editions {
    @Override
    public Optional<Episode> episode(Delivery delivery) {
      return Optional.ofNullable(benches.get(delivery.edition()));
    }

    @Override
    public Optional<Show> show(String name) {
      return Optional.of(Fixtures.aShow("morning-briefing"));
    }

    @Override
    public Optional<Lease> lease(Edition edition) {
      return Optional.empty();
    }
  }

  private Episode episode(String show, int day) throws Exception {
    Edition edition = edition(show, day);
    Episode episode = Episodes.of(folder.resolve(show + day), edition, "sound of " + edition);
    benches.put(edition.id(), episode);
    return episode;
  }

  private String sha256(String show, int day) throws Exception {
    return episode(show, day).recording().sha256();
  }

  private static Edition edition(String show, int day) {
    return Edition.of(show, "2026-11-" + day, Fixtures.EDITION.zone());
  }

  /** Does as the test says, and remembers what it was asked. */
  private static final class Target implements Publisher {

    final List<String> asked = new ArrayList<>();
    final Set<String> there = new HashSet<>();
    PublishException trouble = null;

    /** Why it takes nothing away. */
    PublishException keeping = null;

    RuntimeException fault = null;
    String poison = "";
    State state = State.PUBLISHED;

    @Override
    public String examine() {
      return "";
    }

    @Override
    public String target() {
      return "shelf";
    }

    @Override
    public Publication publish(Episode episode) throws PublishException {
      asked.add(episode.edition().id().text());
      if (trouble != null) {
        throw trouble;
      }
      if (fault != null) {
        throw fault;
      }
      if (episode.edition().id().text().equals(poison)) {
        throw new IllegalStateException("of this edition");
      }
      if (state == State.PUBLISHED) {
        there.add(episode.edition().id() + episode.recording().sha256());
      }
      return new Publication("shelf", state, "", episode.recording().sha256());
    }

    @Override
    public void withdraw(Show show, Edition edition) throws PublishException {
      if (trouble != null) {
        throw trouble;
      }
      if (keeping != null) {
        throw keeping;
      }
      there.removeIf(one -> one.startsWith(edition.id().text()));
    }

    @Override
    public Optional<Publication> find(Edition edition, String sha256) {
      return there.contains(edition.id() + sha256)
          ? Optional.of(new Publication("shelf", State.PUBLISHED, "here", sha256))
          : Optional.empty();
    }
  }
}
