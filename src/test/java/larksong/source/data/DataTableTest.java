package larksong.source.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import larksong.config.Sections;
import larksong.model.Item;
import larksong.model.Reading;
import larksong.net.Http;
import larksong.source.Documents;
import larksong.source.Source;
import larksong.source.SourceContract;
import larksong.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataTableTest extends SourceContract {

  private static final String TABLE =
      """
      date,team,points,played
      2026-11-14,Harbour,26,11
      2026-11-14,Northgate,27,11
      2026-11-20,Northgate,27,12
      2026-11-20,Harbour,29,12
      2026-11-28,Harbour,99,13
      """;

  @Override
  protected Source source() throws IOException {
    return table(TABLE);
  }

  @Override
  protected Source missing() {
    return DataTable.of(
        Sections.of(folder, "{ data: gone.csv, name: work }"), new Documents(Http::offline));
  }

  @Test
  void takesTheLatestDayBesideTheOneBeforeItAndNoDayToCome() throws Exception {
    List<Item> rows = source().gather(BUSY).items();

    assertThat(rows).extracting(Item::title).containsExactly("Harbour", "Northgate");
    Reading harbour = (Reading) rows.get(0);
    assertThat(harbour.first().name()).isEqualTo("points");
    assertThat(harbour.first().value()).isEqualTo(new BigDecimal(29));
    assertThat(harbour.first().before()).contains(new BigDecimal(26));
    assertThat(harbour.date()).map(Object::toString).contains("2026-11-20");
  }

  @Test
  void tellsNoTableThatIsOld() throws Exception {
    write(TABLE);
    assertThat(source("since: 12h").gather(BUSY).items()).isEmpty();
  }

  @Test
  void ranksByTheColumnAndInTheOrderThatAreAskedFor() throws Exception {
    write("name;seconds;age\nInès;62.5;30\nSam;59.25;41\n");

    assertThat(source("ranked-by: seconds, order: rising").gather(BUSY).items())
        .extracting(Item::title)
        .containsExactly("Sam", "Inès");
  }

  @Test
  void readsAnArrayOfObjects() throws Exception {
    Reading row =
        (Reading)
            table("[{\"city\":\"Lisbon\",\"rain\":3.5},{\"city\":\"Porto\",\"rain\":1}]")
                .gather(BUSY)
                .items()
                .get(0);

    assertThat(row.title()).isEqualTo("Lisbon");
    assertThat(row.first().value()).isEqualTo(new BigDecimal("3.5"));
    assertThat(row.first().before()).isEqualTo(Optional.empty());
  }

  @Test
  void namesTheColumnsThereAreForAnUnknownOne() throws Exception {
    write(TABLE);
    Source source = source("ranked-by: goals");

    assertThatThrownBy(() -> source.gather(BUSY))
        .hasMessageContaining("no column 'goals'. Columns: date, team, points, played.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Sign in</body></html>",
        "only one column\nof words\n",
        "[1, 2, 3]",
        "[{\"a\":",
        "a,b\n\"never closed,1\n",
        "date,team,points\n",
      })
  void saysWhatIsWrongWithWhatIsNoTable(String text) throws Exception {
    Source source = table(text);

    assertThatThrownBy(() -> source.gather(BUSY))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("Could not read 'work' (");
  }

  private Source table(String text) throws IOException {
    write(text);
    return source("top: 10");
  }

  private Source source(String setting) {
    return DataTable.of(
        Sections.of(folder, "{ data: table.csv, name: work, " + setting + " }"),
        new Documents(Http::offline));
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("table.csv"), text);
  }
}
