package larksong.publish.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import larksong.config.Sections;
import larksong.egress.EgressInMemory;
import larksong.json.Json;
import larksong.model.Departure;
import larksong.model.Episode;
import larksong.process.OwnersPrograms;
import larksong.publish.KeptInMemory;
import larksong.publish.PublishException;
import larksong.publish.Publisher;
import larksong.publish.PublisherContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandPublisherTest extends PublisherContract {

  private final KeptInMemory receipts = new KeptInMemory();
  private final EgressInMemory egress = new EgressInMemory();

  /** Copies the sound to a file that is named by the edition, if the cover is there. */
  @BeforeEach
  void program() throws Exception {
    Files.createDirectories(folder.resolve("there"));
    Files.writeString(
        folder.resolve("keep.sh"),
        """
        set -e
        document=$(cat)
        printf '%s' "$document" > last.json
        field() { printf '%s' "$document" | sed 's/.*"'"$1"'":"\\([^"]*\\)".*/\\1/'; }
        test -f "$(field cover)"
        name=$(field edition | tr '/' '_')
        cp "$(field mp3)" "there/$name"
        printf '{"location":"file://%s/there/%s"}' "$PWD" "$name"
        """);
  }

  @Override
  protected Publisher publisher() {
    return publisher("[sh, -c, 'cd " + folder + " && sh keep.sh']");
  }

  private Publisher publisher(String run) {
    return CommandPublisher.of(
        "rack",
        Sections.of(folder, "{ run: " + run + " }"),
        receipts,
        new OwnersPrograms(egress, false));
  }

  @Override
  protected List<String> audible() throws Exception {
    List<String> sounds = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("there"))) {
      for (Path file : files.toList()) {
        sounds.add(Files.readString(file));
      }
    }
    return sounds;
  }

  @Override
  protected String opened(String location) throws Exception {
    return Files.readString(Path.of(URI.create(location)));
  }

  @Test
  void tellsTheProgramAllOfTheEpisode() throws Exception {
    published(episode(SOUND));

    var document = Json.tree(Files.readString(folder.resolve("last.json")));
    assertThat(document.path("edition").asText()).isEqualTo("morning/2026-11-21");
    assertThat(document.path("title").asText()).isEqualTo("Morning & more");
    assertThat(document.path("chapters").path(1).path("startMs").asLong()).isEqualTo(9000);
    assertThat(Path.of(document.path("transcript").asText())).exists();
  }

  @Test
  void startsNothingAfterAnotherNodeGotTheTurn() {
    receipts.takenOver();

    assertThatThrownBy(() -> publisher().publish(episode(SOUND)))
        .hasMessageContaining("Another node took over");
    assertThat(folder.resolve("last.json")).doesNotExist();
  }

  @Test
  void startsNothingOffline() {
    Publisher offline =
        CommandPublisher.of(
            "rack",
            Sections.of(folder, "{ run: [sh, keep.sh] }"),
            receipts,
            new OwnersPrograms(egress, true));

    assertThatThrownBy(() -> offline.publish(episode(SOUND)))
        .hasMessage(
            "Could not publish to 'rack': 'sh' is not started, because of --offline: it could pass"
                + " on what it is given. Leave out --offline to start it.");
    assertThat(egress.left()).isEmpty();
  }

  @Test
  void notesWhatTheProgramIsGivenWithTheFilesThatItIsToldOf() throws Exception {
    Episode episode = episode(SOUND);
    published(episode);

    long files =
        Files.size(episode.mp3()) + Files.size(episode.transcript()) + Files.size(episode.cover());
    assertThat(egress.left())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.edition()).contains(episode.edition().id());
              assertThat(left.purpose()).isEqualTo(Departure.Purpose.PUBLISH);
              assertThat(left.recipient()).isEqualTo("rack");
              assertThat(left.place()).isEqualTo("program sh on this machine");
              assertThat(left.parts().get(0).fields()).contains("title", "recording", "transcript");
              assertThat(left.bytes()).isEqualTo(files + Files.size(folder.resolve("last.json")));
            });
  }

  @Test
  void givesTheProgramsOwnReason() {
    assertThatThrownBy(
            () -> publisher("[sh, -c, 'echo no room left >&2; exit 3']").publish(episode(SOUND)))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("failed (3): no room left");
  }
}
