package larksong.source.notes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import larksong.config.FileNames;
import larksong.config.Location;
import larksong.config.Section;
import larksong.files.Fingerprint;
import larksong.model.Edition;
import larksong.model.Gap;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.ItemType;
import larksong.source.Cuts;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.source.SourceException;
import larksong.source.Window;

/** A folder of Markdown notes, read with all its subfolders. */
public final class MarkdownNotes implements Source {

  private static final int LARGEST_NOTE = 1 << 20;
  private static final int MOST_NOTES = 5000;
  private static final int DEEPEST = 8;

  private final String name;
  private final Location location;
  private final Window window;

  private MarkdownNotes(String name, Location location, Window window) {
    this.name = name;
    this.location = location;
    this.window = window;
  }

  /** Reads its settings: {@code notes}, {@code name}, {@code window}. */
  public static MarkdownNotes of(Section section) {
    Location location = section.location("notes", "~/notes");
    if (location instanceof Location.OnWeb) {
      section.problem("notes", "expected a folder but was an address; sync it to a folder first");
    }
    return new MarkdownNotes(
        section.text("name").orElse("notes"), location, Window.of(section, "window", "today"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    List<String> parts = new ArrayList<>(List.of(name, window.toString()));
    try {
      for (Path file : files()) {
        parts.add(file + " " + Documents.fingerprint(new Location.OnDisk(file)));
      }
    } catch (SourceException e) {
      parts.add("unreadable");
    }
    return Fingerprint.of(parts.toArray(String[]::new));
  }

  @Override
  public Gathered gather(Edition edition) throws SourceException {
    List<Item> items = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Cuts cuts = new Cuts();
    for (Path file : files()) {
      try {
        items.addAll(wanted(read(file), edition, cuts));
      } catch (SourceException e) {
        gaps.add(new Gap(name, String.valueOf(e.getMessage())));
      }
    }
    return cuts.gathered(name, items, gaps);
  }

  /** Notes and cards of the window, and tasks unless they are due after it. */
  private List<Item> wanted(NoteFile note, Edition edition, Cuts cuts) {
    boolean noteIsWanted =
        window.everything() || note.date().filter(day -> window.holds(day, edition)).isPresent();
    List<Item> wanted = new ArrayList<>();
    for (Item item : note.items(name, noteIsWanted ? cuts : new Cuts())) {
      boolean keep =
          item.type() == ItemType.TASK
              ? item.due().map(due -> isDue(due, edition)).orElse(true)
              : noteIsWanted;
      if (keep) {
        wanted.add(item);
      }
    }
    return wanted;
  }

  private boolean isDue(java.time.LocalDate due, Edition edition) {
    return due.isBefore(window.to(edition).toLocalDate());
  }

  private NoteFile read(Path file) throws SourceException {
    byte[] bytes = Documents.file(name, file, LARGEST_NOTE);
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      return NoteFile.parse(folder().relativize(file), text);
    } catch (CharacterCodingException e) {
      throw new SourceException(
          "Could not read '"
              + name
              + "' ("
              + file.getFileName()
              + "): expected UTF-8 text. Save it in that encoding.",
          e);
    }
  }

  private List<Path> files() throws SourceException {
    String shown = "Could not read '" + name + "' (" + location.shown() + "): ";
    if (!Files.isDirectory(folder())) {
      throw new SourceException(shown + "there is no such folder. Check the path.");
    }
    try (Stream<Path> files = Files.walk(folder(), DEEPEST)) {
      List<Path> notes =
          files
              .filter(this::isVisible)
              .filter(MarkdownNotes::isNote)
              .sorted()
              .limit(MOST_NOTES + 1L)
              .toList();
      if (notes.size() > MOST_NOTES) {
        throw new SourceException(
            shown + "expected at most " + MOST_NOTES + " notes. Name a smaller folder.");
      }
      if (FileNames.lost(notes.stream().map(Path::toString))) {
        throw new SourceException(shown + FileNames.remedy());
      }
      return notes;
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new SourceException(shown + "it cannot be listed. Let this user read it.", e);
    }
  }

  /** Folders that begin with a dot hold what programs keep, and what was deleted. */
  private boolean isVisible(Path file) {
    for (Path part : folder().relativize(file)) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNote(Path path) {
    String file = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return file.endsWith(".md") || file.endsWith(".markdown");
  }

  private Path folder() {
    return location instanceof Location.OnDisk disk ? disk.path() : Path.of("");
  }
}
