package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form of a name by which one would know the person, by itself: no list hides a miss. */
class EachFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Priya Raman|Call PRIYA RAMAN today|PRIYA RAMAN",
        "Priya Raman|priya raman wrote|priya raman",
        "José García|JOSE GARCIA wrote|JOSE GARCIA",
        "José García|jose garcia wrote|jose garcia",
        "Priya Raman|Ask Dr. Raman today|Dr. Raman",
        "Priya Raman|Ask Frau Raman|Frau Raman",
        "Priya Raman|a Priya-led plan|Priya",
        "Priya Raman|Ask Priya's sister|Priya",
        "Anna Weber|Ich treffe die Weberin|Weberin",
        "Anna Müller|Die Müllerin kommt|Müllerin",
        "Jan Schmidt|Mit der Schmidtin reden|Schmidtin",
        "Kurt Gottsched|Die Gottschedin schrieb|Gottschedin",
        "Анна Ковалёва|Встреча с Анной Ковалёвой|Анной Ковалёвой",
      })
  void isTheirs(String name, String text, String form) {
    List<String> named =
        People.of(List.of(), List.of(name), List.of()).in(text).stream()
            .map(mention -> text.substring(mention.start(), mention.end()))
            .toList();

    assertThat(named).containsExactly(form);
  }
}
