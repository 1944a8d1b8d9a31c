package larksong.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import larksong.model.Edition;
import larksong.model.Gathered;
import larksong.model.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source promises. */
public abstract class SourceContract {

  protected static final Edition BUSY =
      new Edition("s", LocalDate.of(2026, 11, 21).atStartOfDay(), ZoneId.of("Europe/Stockholm"));
  protected static final Edition QUIET =
      new Edition("s", LocalDate.of(2027, 8, 1).atStartOfDay(), ZoneId.of("Europe/Stockholm"));

  @TempDir protected Path folder;

  /** A source called {@code work} with something on the busy day and nothing on the quiet one. */
  protected abstract Source source() throws IOException;

  /** A source called {@code work} whose document is not there. */
  protected abstract Source missing() throws IOException;

  @Test
  void reportsTheSameItemsTwice() throws Exception {
    assertThat(source().gather(BUSY)).isEqualTo(source().gather(BUSY));
    assertThat(source().gather(BUSY).items()).isNotEmpty();
  }

  @Test
  void givesEachItemAnIdOfItsOwnAndItsName() throws Exception {
    List<Item> items = source().gather(BUSY).items();

    assertThat(new HashSet<>(items.stream().map(Item::id).toList())).hasSameSizeAs(items);
    assertThat(items).allSatisfy(item -> assertThat(item.source()).isEqualTo("work"));
  }

  @Test
  void reportsNothingOnAQuietDay() throws Exception {
    assertThat(source().gather(QUIET)).isEqualTo(new Gathered(List.of(), List.of()));
  }

  @Test
  void namesItselfAndTheNextStepWhenItCannotBeRead() throws Exception {
    Source missing = missing();

    assertThatThrownBy(() -> missing.gather(BUSY))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("Could not read 'work' (")
        .hasMessageContaining("Check the path.");
  }

  @Test
  void hasAnotherFingerprintWhenItIsNotThere() throws Exception {
    assertThat(source().fingerprint()).isEqualTo(source().fingerprint());
    assertThat(missing().fingerprint()).isNotEqualTo(source().fingerprint());
  }
}
