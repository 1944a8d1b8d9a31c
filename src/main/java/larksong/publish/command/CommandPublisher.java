package larksong.publish.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.config.Section;
import larksong.egress.Errand;
import larksong.json.Json;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.model.Edition;
import larksong.model.Episode;
import larksong.model.Publication;
import larksong.model.Publication.State;
import larksong.process.OwnersPrograms;
import larksong.process.Program;
import larksong.publish.PublishException;
import larksong.publish.PublishException.Remedy;
import larksong.publish.Publisher;
import larksong.publish.Receipts;

/**
 * Gives each episode to a program: a JSON document on its standard input, and a JSON document with
 * a {@code location} back. It is given the edition as key, and may be called for it again.
 */
public final class CommandPublisher implements Publisher {

  private static final int LARGEST_ANSWER = 1 << 16;

  /** What the document holds, and the files that it names. */
  private static final List<Part> PARTS =
      List.of(
          Part.of(
              "episode",
              "title",
              "summary",
              "notes",
              "chapters",
              "recording",
              "transcript",
              "cover"));

  private final String target;
  private final List<String> command;
  private final Duration deadline;
  private final Receipts receipts;
  private final OwnersPrograms programs;

  private CommandPublisher(
      String target,
      List<String> command,
      Duration deadline,
      Receipts receipts,
      OwnersPrograms programs) {
    this.target = target;
    this.command = List.copyOf(command);
    this.deadline = deadline;
    this.receipts = receipts;
    this.programs = programs;
  }

  /** Reads {@code run}, a list of arguments, and {@code deadline}. */
  public static CommandPublisher of(
      String target, Section section, Receipts receipts, OwnersPrograms programs) {
    List<String> command = section.texts("run", List.of());
    if (command.isEmpty()) {
      section.problem("run", "is required; for example [rclone-episode, --to, \"attic:\"]");
    }
    return new CommandPublisher(
        target, command, section.duration("deadline", Duration.ofMinutes(10)), receipts, programs);
  }

  @Override
  public String target() {
    return target;
  }

  /** What was done: the bytes that are there, and where. */
  private record Receipt(String sha256, String location) {}

  @Override
  public Publication publish(Episode episode) throws PublishException {
    receipts.checkTurn();
    OwnersPrograms.Task task =
        new OwnersPrograms.Task("'" + command.get(0) + "'", command, deadline, LARGEST_ANSWER);
    Errand errand =
        Errand.current()
            .about(episode.edition().id())
            .to(Purpose.PUBLISH, target)
            .carrying(PARTS, episode.level());
    try {
      byte[] document = Json.write(document(episode)).getBytes(StandardCharsets.UTF_8);
      long shown = 0;
      for (Path file : List.of(episode.mp3(), episode.transcript(), episode.cover())) {
        shown += Files.size(file);
      }
      String answer =
          new String(programs.answer(task, errand, document, shown), StandardCharsets.UTF_8);
      Receipt receipt = new Receipt(episode.recording().sha256(), location(answer));
      receipts.write(episode.edition(), Json.write(receipt));
      return publication(receipt);
    } catch (IOException e) {
      throw new PublishException("Could not publish to '" + target + "': " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> document(Episode episode) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("edition", episode.edition().id().text());
    document.put("show", episode.show().title());
    document.put("title", episode.title());
    document.put("summary", episode.summary());
    document.put("notes", episode.notes());
    document.put("language", episode.show().language().toLanguageTag());
    document.put("mp3", episode.mp3().toAbsolutePath().toString());
    document.put("transcript", episode.transcript().toAbsolutePath().toString());
    document.put("cover", episode.cover().toAbsolutePath().toString());
    document.put("sha256", episode.recording().sha256());
    document.put("durationMs", episode.recording().duration().toMillis());
    document.put(
        "chapters",
        episode.recording().chapters().stream()
            .map(chapter -> Map.of("title", chapter.title(), "startMs", chapter.start().toMillis()))
            .toList());
    return document;
  }

  /** A program that says nothing of a place has done its work all the same. */
  private static String location(String answer) {
    try {
      JsonNode tree = answer.isBlank() ? null : Json.tree(answer);
      return tree == null ? "" : tree.path("location").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  @Override
  public String address() {
    return String.join("\n", command);
  }

  @Override
  public String examine() throws PublishException {
    if (!Program.isInstalled(command.get(0))) {
      throw new PublishException(
          Remedy.OWNER,
          "Could not publish to '"
              + target
              + "': there is no program '"
              + command.get(0)
              + "'. Install it, or check targets."
              + target
              + ".run.");
    }
    return "'" + command.get(0) + "' is installed; it is tried with the first edition";
  }

  @Override
  public Optional<Publication> find(Edition edition, String sha256) throws PublishException {
    try {
      Optional<String> kept = receipts.read(edition);
      return kept.isEmpty()
          ? Optional.empty()
          : Optional.of(Json.read(kept.get(), Receipt.class))
              .filter(receipt -> receipt.sha256().equals(sha256))
              .map(this::publication);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Publication publication(Receipt receipt) {
    return new Publication(target, State.PUBLISHED, receipt.location(), receipt.sha256());
  }
}
