package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {

  private static People present(String... entries) {
    return People.of(List.of(), List.of(entries), List.of());
  }

  private static People titled(String... titles) {
    return People.of(List.of(), List.of(), List.of(titles));
  }

  private static List<String> names(People people) {
    return people.all().stream().map(Person::name).toList();
  }

  private static List<String> named(People people, String text) {
    return people.in(text).stream()
        .map(mention -> text.substring(mention.start(), mention.end()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Raman, Priya|Priya Raman",
        "Dr. Priya Raman|Priya Raman",
        "Raman, Dr. Priya|Priya Raman",
        "RAMAN Priya|Priya Raman",
        "priya.raman@example.org|Priya Raman",
        "raman_priya92@example.org|Priya Raman",
        "mailto:priya.raman+x@example.org|Priya Raman",
        "Priya Raman <p1@example.org>|Priya Raman",
        "Priya Raman (Acme Ltd)|Priya Raman",
        "Priya Raman - Acme|Priya Raman",
        "Acme: Priya Raman|Priya Raman",
        "Priya Raman, Head of Sales|Priya Raman",
        "Priya Raman, PhD|Priya Raman",
        "Priya Raman via Doodle|Priya Raman",
        "Acme Ltd Jones|Jones",
        "Anna's calendar|Anna",
        "de la Cruz, Juan|Juan de la Cruz",
        "O'BRIEN, SIOBHAN|Siobhan O'Brien",
        "García Márquez, Gabriel|Gabriel García Márquez",
        "ANNEKE VAN DER BERG|Anneke van der Berg",
        "Nguyễn Thị Minh Khai|Nguyễn Thị Minh Khai",
        "Иванова Мария Петровна|Иванова Мария Петровна",
        "田中 太郎|田中太郎",
      })
  void readsAPersonAsCalendarsWriteOne(String entry, String name) {
    assertThat(names(present(entry))).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Acme Ltd",
        "Room 4B",
        "Conference EU",
        "Besprechungsraum Berlin",
        "Salle Victor Hugo",
        "team-all@example.org",
        "no-reply@example.org",
        "info@example.org",
        "Customer Success",
        "Board of Directors",
        "Siemens AG",
        "Marketing",
        "London",
        "Zoom",
        "4th floor",
        "",
        "@",
        "<>",
        "()",
        "-",
        "...",
      })
  void takesARoomAListOrACompanyForNobody(String entry) {
    assertThat(names(present(entry))).isEmpty();
  }

  @Test
  void takesAllThatSourcesCallOnePersonForOne() {
    People people =
        People.of(
            List.of("Priya"),
            List.of(
                "PRIYA RAMAN",
                "Raman, Priya",
                "Dr. Priya Raman",
                "P. Raman",
                "praman@example.org",
                "Raman",
                "priya.raman@example.org"),
            List.of("1:1 with Priya", "Interview: Priya Raman", "Call Dr. Raman back"));

    assertThat(names(people)).containsExactly("Priya Raman");
    assertThat(people.size()).isEqualTo(1);
  }

  @Test
  void knowsWhomTheOwnerCallsBob() {
    People people =
        People.of(List.of("Robert Smith (Bob, Bobby)"), List.of("Bob Smith"), List.of("1:1 Bobby"));

    assertThat(names(people)).containsExactly("Robert Smith");
    assertThat(people.in("Ask Bob."))
        .singleElement()
        .satisfies(
            bob -> {
              assertThat(bob.extent()).isEqualTo(Extent.DIMINUTIVE);
              assertThat(bob.person().form(bob.extent())).isEqualTo("Bob");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JOSE GARCIA|garcía, josé|José García",
        "JOSÉ GARCÍA|jose.garcia@example.org|José García",
        "Joerg Mueller|Müller, Jörg|Jörg Müller",
        "anna-lena weiss|Anna-Lena Weiß|Anna-Lena Weiß",
        "Michal Nowak|Michał Nowak|Michał Nowak",
        "J. K. Rowling|Joanne Rowling|Joanne K. Rowling",
      })
  void writesANameInItsBestForm(String one, String other, String best) {
    assertThat(names(present(one, other))).containsExactly(best);
    assertThat(names(present(other, one))).hasSize(1);
  }

  @Test
  void takesTwoWhoShareANameForTwo() {
    People people = present("Anna Berg", "Anna Lind", "Tom Berg", "Anna");

    assertThat(people.size()).isEqualTo(3);
    assertThat(people.in("Anna Lind came late. Then Anna left."))
        .extracting(mention -> mention.person().name())
        .containsExactly("Anna Lind", "Anna Lind");
    assertThat(people.in("Then Anna left."))
        .as("who is meant is not said")
        .extracting(mention -> mention.person().name())
        .containsExactly("Anna");
    assertThat(people.in("Anna left, said Anna Berg, and A. Berg agreed."))
        .extracting(mention -> mention.person().name())
        .containsExactly("Anna Berg", "Anna Berg", "Anna Berg");
  }

  @Test
  void leavesACompanyInAnAttendeesNameAlone() {
    People people =
        People.of(
            List.of(),
            List.of("Acme Ltd Jones", "Priya Raman - Acme", "Tom Berg (Globex)"),
            List.of("Acme renewal call", "Globex review", "Renewal with Acme"));

    assertThat(named(people, "Acme renewal call")).isEmpty();
    assertThat(named(people, "Globex review with Jones, Raman and Berg"))
        .containsExactly("Jones", "Raman", "Berg");
    assertThat(named(present("Anna Weber"), "Weber GmbH and Weber & Söhne, not Anna Weber"))
        .containsExactly("Anna Weber");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ask Priya Raman, or Raman, or P. Raman, or Priya R. or P. R. today.",
        "Mit Dr. Raman und Frau Raman; Priya's Plan, Priyas Bruder.",
        "Priya-led, Raman-Termin, the Ramans' house",
      })
  void canPutEachNameBackAsItStood(String text) {
    StringBuilder back = new StringBuilder();
    int from = 0;
    for (NamedPerson mention : present("RAMAN Priya").in(text)) {
      back.append(text, from, mention.start());
      back.append(mention.title().isEmpty() ? "" : mention.title() + " ");
      back.append(mention.person().form(mention.extent()));
      from = mention.end();
    }

    assertThat(back.append(text.substring(from))).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Анна Ковалёва|Встреча с Анной, Анны нет, к Анне Ковалёвой|Анной;Анны;Анне Ковалёвой",
        "Игорь Петров|у Игоря, с Петровым, об ИГОРЕ|Игоря;Петровым;ИГОРЕ",
        "Лев Толстой|дом Льва Толстого|Льва Толстого",
        "Павел Достоевский|Павлу Достоевскому, Павла|Павлу Достоевскому;Павла",
        "Anna Kowalska|o Annie Kowalskiej i z Anną|Annie Kowalskiej;Anną",
        "Michał Nowak|dla Michała Nowaka, Nowakowi|Michała Nowaka;Nowakowi",
        "Marek Wójcik|Spotkanie z Markiem Wójcikiem|Markiem Wójcikiem",
        "Eva Nováková|u Evy Novákové|Evy Novákové",
        "Γιώργος Νικολάου|του Γιώργου, ΓΙΩΡΓΟΣ, τον Γιώργο|Γιώργου;ΓΙΩΡΓΟΣ;Γιώργο",
        "محمد الأحمد|مع محمد ولمحمد، والأحمد|محمد;ولمحمد;والأحمد",
        "דוד כהן|עם דוד, לכהן|דוד;לכהן",
        "Ayşe Yılmaz|AYŞE, Ayse, Ayşe'nin, Yılmaz'ın evi|AYŞE;Ayse;Ayşe'nin;Yılmaz'ın",
        "Matti Virtanen|Virtaselle ja Virtasen kanssa|Virtaselle;Virtasen",
        "János Nagy|Jánossal, Jánosnak|Jánossal;Jánosnak",
        "Nguyễn Thị Minh Khai|Chị Khai, Nguyen Thi Minh Khai|Khai;Nguyen Thi Minh Khai",
        "王伟|与王伟开会，王先生和小王|王伟;王先生;王",
        "田中太郎|田中さんと太郎君、田中太郎様の件|田中さん;太郎君;田中太郎様",
        "김민수|김민수씨와 회의, 민수가, 김 부장님|김민수씨;민수;김 부장님",
        "राम शर्मा|राम से मिलना|राम",
        "Tanaka Yuki|Tanaka-san und Yuki|Tanaka-san;Yuki",
      })
  void findsANameOfAnyScriptInItsForms(String name, String text, String forms) {
    assertThat(named(present(name), text)).containsExactly(forms.split(";"));
  }

  @Test
  void countsEachPersonOfSeveralTitlesOnce() {
    People people =
        titled(
            "1:1 with Oyelaran",
            "Lunch with Sophie and Yuki Tanaka",
            "Geburtstag von Sophie",
            "Termin bei Dr. Oyelaran",
            "田中さん 1:1");

    assertThat(names(people)).containsExactlyInAnyOrder("Yuki Tanaka", "Oyelaran", "Sophie", "田中");
    assertThat(named(people, "oyelaran wrote to Sophie's office"))
        .containsExactly("oyelaran", "Sophie");
  }

  @Test
  void leavesWordsAloneThatOnlyLookLikeSomebody() {
    People people = present("Mark Jones", "Rose Green", "Will Baker", "May Chen", "Sara Costa");

    assertThat(named(people, "Mark the date. Will you come in May? On 5 May, the Rose garden."))
        .isEmpty();
    assertThat(named(people, "a green light, il sarà domani, la costa, MARK THE DATE")).isEmpty();
    assertThat(named(people, "Then Mark told Rose what May and Will want. Mark's idea, @will."))
        .containsExactly("Mark", "Rose", "May", "Will", "Mark", "will");
  }

  @Test
  void tellsThePlacesInOrderWithoutOverlap() {
    List<String> pieces =
        List.of(
            "Anna",
            "Berg",
            "Berg, Anna",
            "Dr. ",
            "A. ",
            "B.",
            "'s ",
            "-",
            " ",
            "\n",
            "王伟",
            "さん",
            "annaberg",
            "AnnaBerg",
            "​",
            "@",
            "von ",
            "Müller",
            "Анны",
            "’nin",
            "the ",
            "́",
            "😀");
    People people = present("Anna Berg", "Anna von Müller", "王伟", "Анна Берг", "Bo Li");
    Random random = new Random(11);
    for (int round = 0; round < 3_000; round++) {
      String text =
          IntStream.range(0, 12)
              .mapToObj(i -> pieces.get(random.nextInt(pieces.size())))
              .collect(Collectors.joining());
      int from = 0;
      for (NamedPerson mention : people.in(text)) {
        assertThat(mention.start()).as(text).isGreaterThanOrEqualTo(from);
        assertThat(mention.end()).as(text).isLessThanOrEqualTo(text.length());
        from = mention.end();
      }
      assertThat(people.in(text)).isEqualTo(people.in(text));
    }
  }

  @Test
  void goesThroughAnyMegabyteForThousandsOfPeopleInSeconds() {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String other = "ABCDEFGHIJ".charAt(i % 10) + Integer.toString(i, 36).replaceAll("\\d", "q");
      entries.add("Anna Maria von der " + other + "-Berg");
    }
    List<String> texts =
        List.of(
            "Anna ".repeat(200_000),
            "A. B. ".repeat(166_000),
            "Dr. ".repeat(250_000),
            "AnnaBerg".repeat(125_000),
            "a".repeat(1_000_000),
            "the May ".repeat(125_000),
            "Berg-".repeat(200_000),
            " \n".repeat(500_000));

    Assertions.assertTimeout(
        Duration.ofMinutes(2),
        () -> {
          People people = present(entries.toArray(String[]::new));
          texts.forEach(people::in);
          People.of(texts, texts, texts);
        });
  }

  @Test
  void answersSeveralThreadsAlike() {
    People people = present("Anna Berg", "Anna Lind", "Priya Raman");
    String text = "Anna Berg met Priya; Anna and P. Raman left.";
    List<NamedPerson> alone = people.in(text);

    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> people.in(text)).toList())
        .allMatch(alone::equals);
  }

  @Test
  void keepsNamesOutOfALog() {
    assertThat(present("Anna Berg").in("Anna Berg").toString()).doesNotContain("Anna");
  }
}
