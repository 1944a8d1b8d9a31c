package larksong.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.app.Larksong;
import larksong.app.Sending;
import larksong.audio.UnplayableException;
import larksong.config.Nearest;
import larksong.library.ShelvedShow;
import larksong.model.Publication;
import larksong.model.Show;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a finished recording into the library and where its show goes. */
@Command(
    name = "upload",
    description = "Puts a finished recording, made by anyone, into the library and its targets.",
    footer = {"", "Example: larksong upload talk.m4a --title \"The talk\" --show demo"})
final class UploadCommand extends Options {

  @Parameters(paramLabel = "FILE", description = "MP3, M4A, MP4, MOV, WAV or Ogg.")
  Path file = Path.of("");

  @Option(names = "--title", paramLabel = "T", required = true, description = "Its title.")
  String title = "";

  @Option(names = "--summary", paramLabel = "TEXT", description = "What it is about.")
  String summary = "";

  @Option(
      names = "--show",
      paramLabel = "S",
      description = "A show's name; its targets get it too. Else a show of recordings.")
  @Nullable String show;

  @Option(names = "--new", description = "Make the show, although another is called alike.")
  boolean anew;

  @Option(names = "--cover", paramLabel = "PICTURE", description = "JPEG or PNG.")
  @Nullable Path cover;

  @Override
  public Integer call() throws Exception {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("No file '" + file + "'.");
    }
    if (cover != null && !Files.isRegularFile(cover)) {
      throw new UsageException("No picture '" + cover + "'.");
    }
    if (title.isBlank() || (show != null && !Show.isName(show))) {
      throw new UsageException("Expected a title, and a show's name of a-z, 0-9 and '-' or none.");
    }
    try (Larksong larksong = open()) {
      checkShow(larksong);
      Sending.Sent sent =
          shown(
              new Sending(larksong)
                  .send(
                      new Sending.Parcel(
                          file,
                          title,
                          summary,
                          Optional.ofNullable(show),
                          Optional.ofNullable(cover))));
      answer(
          sent,
          Stream.concat(
                  sent.publications().stream()
                      .map(there -> (there.target() + ": " + there.location()).strip()),
                  sent.failures().stream())
              .collect(Collectors.joining("\n")));
      return sent.failures().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    } catch (UnplayableException e) {
      throw new UsageException("'" + file.getFileName() + "' could not be used: " + e.getMessage());
    }
  }

  private Sending.Sent shown(Sending.Sent sent) {
    return new Sending.Sent(
        sent.publications().stream()
            .map(
                there ->
                    new Publication(
                        there.target(), there.state(), shown(there.location()), there.sha256()))
            .toList(),
        sent.failures());
  }

  /** A name that is almost another's is a slip, and not a new show. */
  private void checkShow(Larksong larksong) throws UsageException {
    Set<String> known =
        Stream.concat(
                larksong.shows().stream().map(wired -> wired.show().name()),
                larksong.library().shows().stream().map(ShelvedShow::name))
            .collect(Collectors.toSet());
    if (show != null && !anew && !known.contains(show)) {
      String hint = Nearest.hint(show, known);
      if (!hint.isEmpty()) {
        throw new UsageException("No show '" + show + "'" + hint + " Make a new one with --new.");
      }
    }
  }
}
