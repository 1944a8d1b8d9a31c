package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in the seven languages, from tables in which brackets show what a mention must cover. */
class PeopleInLanguagesTest {

  private static final double ENOUGH = 0.95;

  /** What one table says and what came of it. */
  private static final class Tally {
    private final List<String> wrong = new ArrayList<>();
    private int found;
    private int named;
    private int left;
    private int harmless;
  }

  @ParameterizedTest
  @CsvSource({
    "en, English",
    "de, German",
    "fr, French",
    "es, Spanish",
    "it, Italian",
    "nl, Dutch",
    "pt, Portuguese"
  })
  void findsPeopleInEveryFormAndLeavesOtherWordsAlone(String file, String language)
      throws IOException {
    Tally tally = tally(file);
    System.out.printf(
        "people in %s: %d of %d found; harmless left alone %d of %d%n",
        language, tally.found, tally.named, tally.left, tally.harmless);
    tally.wrong.forEach(row -> System.out.println("  " + row));

    assertThat(tally.named).isGreaterThanOrEqualTo(25);
    assertThat(tally.harmless).isGreaterThanOrEqualTo(15);
    assertThat((double) tally.found / tally.named).as("found").isGreaterThanOrEqualTo(ENOUGH);
    assertThat((double) tally.left / tally.harmless).as("left").isGreaterThanOrEqualTo(ENOUGH);
  }

  private static Tally tally(String file) throws IOException {
    Tally tally = new Tally();
    List<String> cast = List.of();
    for (String row : rows(file)) {
      String key = row.substring(0, row.indexOf(':'));
      String marked = row.substring(row.indexOf(':') + 1).strip();
      String text = marked.replace("[", "").replace("]", "");
      switch (key) {
        case "cast" -> cast = List.of(marked.split("; "));
        case "form" -> named(tally, marked, People.of(cast, List.of(), List.of()), text);
        case "title" -> named(tally, marked, People.of(List.of(), List.of(), List.of(text)), text);
        case "harmless" -> {
          People people = People.of(cast, List.of(), List.of(text));
          tally.harmless++;
          if (people.in(text).isEmpty()) {
            tally.left++;
          } else {
            tally.wrong.add("harmless: " + marked(people, text));
          }
        }
        default -> throw new IllegalArgumentException("Unknown row " + row);
      }
    }
    return tally;
  }

  private static void named(Tally tally, String marked, People people, String text) {
    tally.named++;
    String found = marked(people, text);
    if (found.equals(marked)) {
      tally.found++;
    } else {
      tally.wrong.add(marked + " but was " + found);
    }
  }

  private static String marked(People people, String text) {
    StringBuilder marked = new StringBuilder();
    int from = 0;
    for (NamedPerson mention : people.in(text)) {
      marked
          .append(text, from, mention.start())
          .append('[')
          .append(text, mention.start(), mention.end())
          .append(']');
      from = mention.end();
    }
    return marked.append(text.substring(from)).toString();
  }

  /** A row without a key goes on where the one before broke off. */
  private static List<String> rows(String file) throws IOException {
    List<String> rows = new ArrayList<>();
    try (InputStream in =
        PeopleInLanguagesTest.class.getResourceAsStream("people/" + file + ".txt")) {
      String all =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
      for (String line : all.lines().toList()) {
        if (line.matches("(?:cast|form|title|harmless): .*")) {
          rows.add(line);
        } else {
          rows.set(rows.size() - 1, rows.get(rows.size() - 1) + "\n" + line);
        }
      }
    }
    return rows;
  }
}
