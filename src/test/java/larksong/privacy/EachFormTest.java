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
    assertThat(named(name, text)).containsExactly(form);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Grace Park|Grace knows the way.|Grace",
        "Grace Park|We walk. Grace brings the tickets.|Grace",
        "Noor Bakker|Noor kent de weg.|Noor",
        "Noor Bakker|Noor neemt brood mee.|Noor",
        "Claire Petit|Claire rentre demain.|Claire",
        "Jan Wolf|Jan kommt mit dem Rad.|Jan",
        "Wolf Hauser|Wolf schläft noch.|Wolf",
        "Stella Conti|Stella canta stasera.|Stella",
        "Luz Vega|Luz trae el pan.|Luz",
        "Rosa Lima|Rosa traz o bolo.|Rosa",
        "Pat Stone|Pat mentioned it to the landlord.|Pat",
        "Rose Hill|Rose moved to the coast.|Rose",
        "Grace Park|Park knows the way.|Park",
        "Rose Hill|Hill signs the lease.|Hill",
      })
  void isTheirsAtTheBeginningOfASentenceToo(String name, String text, String form) {
    assertThat(named(name, text)).containsExactly(form);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Grace Park|Grace periods end in the spring.",
        "Rose Hill|Rose petals are on the floor.",
        "Mark Stone|Mark the date in the diary.",
        "Will Hunt|Will you come to the fair?",
        "Grace Park|Park the car at the station.",
        "Rose Hill|Hill country is the place to walk.",
      })
  void isAWordWhereTheSentenceSaysSo(String name, String text) {
    assertThat(named(name, text)).isEmpty();
  }

  private static List<String> named(String name, String text) {
    return People.of(List.of(), List.of(name), List.of()).in(text).stream()
        .map(mention -> text.substring(mention.start(), mention.end()))
        .toList();
  }
}
