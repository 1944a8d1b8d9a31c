package larksong.source.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import larksong.config.Sections;
import larksong.model.Card;
import larksong.model.Gathered;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Task;
import larksong.source.Source;
import larksong.source.SourceContract;
import org.junit.jupiter.api.Test;

class MarkdownNotesTest extends SourceContract {

  @Override
  protected Source source() throws IOException {
    write("2026-11-21.md", "# Today\n\nBuy bread.\n");
    return notes("today");
  }

  @Override
  protected Source missing() {
    return MarkdownNotes.of(Sections.of(folder, "{ notes: gone, name: work }"));
  }

  @Test
  void readsFrontMatterTitleTagsAndDate() throws Exception {
    write("a.md", "---\ntitle: Soup\ntags: [kitchen]\ndate: 2026-11-21\n---\nWith *leeks*.\n");

    Note note = (Note) gathered("today").get(0);

    assertThat(note.title()).isEqualTo("Soup");
    assertThat(note.text()).isEqualTo("With leeks.");
    assertThat(note.tags()).containsExactly("kitchen");
    assertThat(note.date()).contains(LocalDate.of(2026, 11, 21));
  }

  @Test
  void reportsOpenTasksThatAreDueAndNotThoseThatAreTicked() throws Exception {
    write(
        "todo.md",
        "# List\n\n- [ ] Pay rent due 2026-11-21\n- [ ] Later 📅 2026-12-01\n- [x] Done\n"
            + "- [ ] Late (due: 2026-11-01)\n- [ ] Some day\n");

    assertThat(gathered("today"))
        .extracting(Item::title, item -> ((Task) item).due())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "Pay rent", Optional.of(LocalDate.of(2026, 11, 21))),
            org.assertj.core.groups.Tuple.tuple("Late", Optional.of(LocalDate.of(2026, 11, 1))),
            org.assertj.core.groups.Tuple.tuple("Some day", Optional.empty()));
    assertThat(gathered("all")).extracting(Item::title).contains("Later");
  }

  @Test
  void readsCardsInBothForms() throws Exception {
    write("c.md", "# Rivers\n\nQ: Longest in Europe?\nA: The Volga.\n\nOf Paris :: the Seine\n");

    assertThat(gathered("all"))
        .extracting(item -> ((Card) item).question() + " " + ((Card) item).answer())
        .containsExactly("Longest in Europe? The Volga.", "Of Paris the Seine");
    assertThat(((Card) gathered("all").get(0)).deck()).isEqualTo("Rivers");
  }

  @Test
  void leavesTheCodeToTheEyeAndUnfoldsWikiLinks() throws Exception {
    write("n.md", "See [[Harbour|the harbour]].\n\n```\nrm -rf\n```\n");

    assertThat(((Note) gathered("all").get(0)).text()).isEqualTo("See the harbour.");
  }

  @Test
  void readsOfLinksAndPicturesOnlyTheWords() throws Exception {
    write(
        "n.md",
        "Read [the plan](https://x.example/p) and ![a map](m.png) at https://y.example/q.\n");

    assertThat(((Note) gathered("all").get(0)).text())
        .isEqualTo("Read the plan and a map at y.example.");
  }

  @Test
  void leavesHiddenFoldersAlone() throws Exception {
    Files.createDirectories(folder.resolve("notes/.trash"));
    write(".trash/deleted.md", "Deleted words.\n");

    assertThat(gathered("all")).isEmpty();
  }

  @Test
  void losesOnlyTheNoteThatIsHugeBinaryOrFullOfAliases() throws Exception {
    try (RandomAccessFile huge =
        new RandomAccessFile(folder.resolve("notes/huge.md").toFile(), "rw")) {
      huge.setLength(100L << 20);
    }
    Files.write(folder.resolve("notes/binary.md"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    write("aliases.md", "---\na: &a [x]\nb: [*a, *a]\n---\nStill words.\n");
    write("good.md", "Good words.\n");

    Gathered gathered = notes("all").gather(BUSY);

    assertThat(gathered.items())
        .extracting(item -> ((Note) item).text())
        .contains("Good words.", "Still words.");
    assertThat(gathered.gaps())
        .extracting("reason")
        .containsExactlyInAnyOrder(
            "Could not read 'work' (huge.md): expected at most 1 MiB but it is larger. Split it.",
            "Could not read 'work' (binary.md): expected UTF-8 text. Save it in that encoding.");
  }

  private java.util.List<Item> gathered(String window) throws Exception {
    return notes(window).gather(BUSY).items();
  }

  private Source notes(String window) throws IOException {
    Files.createDirectories(folder.resolve("notes"));
    return MarkdownNotes.of(
        Sections.of(folder, "{ notes: notes, name: work, window: " + window + " }"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("notes").resolve(name);
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(file, text);
  }

  @org.junit.jupiter.api.BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(folder.resolve("notes"));
  }
}
