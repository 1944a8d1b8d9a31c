package larksong.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in the lists beside this test, by kind and language; its figures are printed. */
class PrivateThingsTest {

  private static final double GOAL = 0.95;
  private static final double GOAL_OF_A_LANGUAGE = 0.9;
  private static final int LARGE = 1_000_000;
  private static final List<String> SCANNERS =
      List.of("gitleaks", "trufflehog", "trufflesecurity", "secretlint", "gitguardian");

  /** A line of a list: the private parts stand in ⟦ ⟧; a ‖ keeps scanners from a made-up key. */
  private record Line(String group, String marked) {

    String text() {
      return plain().replace("⟦", "").replace("⟧", "");
    }

    private String plain() {
      return marked.replace("‖", "").replace("\\n", "\n");
    }

    /** Whether no letter or digit of the private parts stays. */
    boolean isCovered() {
      List<Found> found = PrivateThings.in(text());
      String plain = plain();
      boolean within = false;
      int place = 0;
      for (int i = 0; i < plain.length(); i++) {
        char one = plain.charAt(i);
        if (one == '⟦' || one == '⟧') {
          within = one == '⟦';
          continue;
        }
        int at = place++;
        if (within
            && Character.isLetterOrDigit(one)
            && found.stream().noneMatch(thing -> thing.start() <= at && at < thing.end())) {
          return false;
        }
      }
      return true;
    }

    boolean isPrivate() {
      return marked.contains("⟦");
    }

    boolean isLeftAlone() {
      return PrivateThings.in(text()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"phones", "streets", "said", "keys", "unseen-keys", "accounts", "mails"})
  void coversWhatPeopleWrite(String list) throws Exception {
    print(list, "covered", lines(list), Line::isCovered);
  }

  @Test
  void coversWhatWasWrittenByWhoeverHadNotReadTheRules() throws Exception {
    List<Line> secrets = lines("unseen").stream().filter(Line::isPrivate).toList();

    print("unseen", "covered", secrets, Line::isCovered);
  }

  @Test
  void leavesAloneWhatWasWrittenByWhoeverHadNotReadTheRules() throws Exception {
    List<Line> harmless = lines("unseen").stream().filter(line -> !line.isPrivate()).toList();

    print("unseen", "left alone", harmless, Line::isLeftAlone);
    assertThat(harmless).allMatch(Line::isLeftAlone);
  }

  @Test
  void leavesAloneWhatIsHarmless() throws Exception {
    print("harmless", "left alone", lines("harmless"), Line::isLeftAlone);
  }

  @ParameterizedTest
  @ValueSource(strings = {"settings", "notes", "shown-keys"})
  void coversEachSecretOfAListAndNothingElse(String list) throws Exception {
    assertThat(lines(list))
        .allSatisfy(
            line ->
                assertThat(line.isPrivate() ? line.isCovered() : line.isLeftAlone())
                    .as(line.marked)
                    .isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hf_", "api_org_", "npm_", "ghp_", "ctp_"})
  void takesAKeyByItsFormHoweverItsLettersFall(String prefix) {
    Random random = new Random(16);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder key = new StringBuilder(prefix);
      while (key.length() < prefix.length() + 36) {
        char letter = (char) ('a' + random.nextInt(26));
        key.append(random.nextBoolean() ? letter : Character.toUpperCase(letter));
      }
      assertThat(new Line("alone", "Look at ⟦" + key + "⟧ please")).matches(Line::isCovered);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-learn-pipeline-for-text-and-numbers",
        "test_shouldReturnTheCorrectValueWhenEmpty",
        "re_organisingTheKitchen_andTheGardenShed",
        "s.applicationContextFactoryBean",
        "live_updatesFromTheOpenChampionships",
      })
  void takesNoNameForAKey(String name) {
    assertThat(PrivateThings.in("Look at " + name + " please")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ring 06.12.34.56.78 or 030 – 90 18 20|PHONE,PHONE",
        "Meet ada(at)example.org at 221B Baker Street|MAIL,STREET",
        "The password is sunflower7, the card 4111.1111.1111.1111|SECRET,ACCOUNT",
        "https://ada:tulip@example.org/feed|MAIL",
        "12-34-56 12345678|ACCOUNT",
      })
  void saysWhatKindEachIsInTheirOrder(String text, String kinds) {
    assertThat(PrivateThings.in(text))
        .extracting(Found::kind)
        .map(PrivateKind::name)
        .isEqualTo(List.of(kinds.split(",", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Call (415) 555-0187 ext. 12 today|Call ⟦(415) 555-0187 ext. 12⟧ today",
        "Lives at 66 Perry Street, Apt 4, in town|Lives at ⟦66 Perry Street, Apt 4⟧, in town",
        "Lange Straße 12, 10115 Berlin|⟦Lange Straße 12, 10115⟧ Berlin",
        "The password is sunflower7.|The password is ⟦sunflower7⟧.",
        "Reset the password. It is now Fern_12, ok?|Reset the password. It is now ⟦Fern_12⟧, ok?",
        "Use 4711# to get in, then wait|Use ⟦4711#⟧ to get in, then wait",
        "Security question: first pet? Answer: Rex|Security question: first pet? Answer: ⟦Rex⟧",
        "The gate code QX-7719-LM is new|The gate code ⟦QX-7719-LM⟧ is new",
        "Pay DE89 3704 0044 0532 0130 00 now|Pay ⟦DE89 3704 0044 0532 0130 00⟧ now",
      })
  void coversItWholeAndNoMore(String text, String marked) {
    StringBuilder shown = new StringBuilder();
    int from = 0;
    for (Found one : PrivateThings.in(text)) {
      shown.append(text, from, one.start()).append('⟦');
      shown.append(text, one.start(), one.end()).append('⟧');
      from = one.end();
    }
    assertThat(shown.append(text.substring(from))).hasToString(marked);
  }

  @Test
  void citesPagesOnWhichAtLeastSixtyProvidersShowTheirKeys() {
    assertThat(
            KeyForms.ALL.stream()
                .filter(form -> form.read() == KeyForms.Read.SHOWN)
                .map(KeyForms.Form::provider)
                .distinct())
        .hasSizeGreaterThanOrEqualTo(62);
    assertThat(KeyForms.ALL)
        .allSatisfy(form -> assertThat(URI.create(form.page()).getScheme()).isEqualTo("https"));
  }

  @Test
  void takesNoRulesOfScannersForAProvidersOwnWords() {
    assertThat(KeyForms.ALL)
        .allSatisfy(
            form ->
                assertThat(SCANNERS.stream().anyMatch(form.page()::contains))
                    .as(form.provider())
                    .isEqualTo(form.read() == KeyForms.Read.RULES));
  }

  static Stream<Arguments> hostile() {
    Map<String, Function<TextWords, List<Found>>> finders = new TreeMap<>();
    finders.put("a.b@c.", Mails::in);
    finders.put("DE89 3704 4111 passport ", AccountNumbers::in);
    finders.put("call +1 06 12 34 ", Phones::in);
    finders.put("12 rue de la Straße 1 Am A ", Streets::in);
    finders.put("12 Mill 3 Apt. 5,\nA ", Flats::in);
    finders.put("USS A Unit 1 Box 2 APO ", FieldPost::in);
    finders.put("password for the key: ", SpokenSecrets::in);
    finders.put("the code, it is now ", SpokenSecrets::in);
    finders.put("pasword? \"a is the password ", SpokenSecrets::in);
    finders.put("recovery codes 8f3k-2m9q, 1234 ", SpokenSecrets::in);
    finders.put("use 4711 to open the door with ", WaysIn::in);
    finders.put("security question answer = ? ", SecurityAnswers::in);
    finders.put("user | password\na | ", SecretTables::in);
    finders.put("token=eyJ", Assignments::in);
    finders.put("password: String = \"a\", ", Assignments::in);
    finders.put("(password=a)}];,", Assignments::in);
    finders.put("name: password value: ", NamedFields::in);
    finders.put("a = 'tulip' // the password\n", Comments::in);
    finders.put("\"a\" # is the the the password ", Comments::in);
    finders.put("Stripe wifi = router admin/", Services::in);
    finders.put("the safe wants to ", WaysIn::in);
    finders.put("password=", Assignments::in);
    finders.put("<p><![CDATA[", SecretTags::in);
    finders.put("<a name=\"password\"><value>", SecretTags::in);
    finders.put("ghp_sk-eyJa.", KeyForms::in);
    finders.put("-----BEGIN PRIVATE KEY-----https://a:?key=", SecretLinks::in);
    return finders.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void noTextMakesItSlow(String part, Function<TextWords, List<Found>> finder) {
    TextWords words = new TextWords(part.repeat(LARGE / part.length()));

    assertThat(finder.apply(words)).allMatch(one -> one.end() <= LARGE);
  }

  private static void print(String list, String done, List<Line> lines, Predicate<Line> holds) {
    Map<String, int[]> figures = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    for (Line line : lines) {
      boolean held = holds.test(line);
      int[] figure = figures.computeIfAbsent(line.group, group -> new int[2]);
      figure[0] += held ? 1 : 0;
      figure[1]++;
      if (!held) {
        missed.add(line.marked);
      }
    }
    StringBuilder each = new StringBuilder();
    figures.forEach(
        (group, figure) ->
            each.append(' ')
                .append(group)
                .append(' ')
                .append(figure[0])
                .append('/')
                .append(figure[1]));
    int held = lines.size() - missed.size();
    System.out.println(
        list + ": " + held + " of " + lines.size() + " " + done + " (" + each.substring(1) + ")");

    assertThat((double) held / lines.size())
        .as("%s: %s", list, missed)
        .isGreaterThanOrEqualTo(GOAL);
    assertThat(figures.values())
        .as("%s: %s", list, missed)
        .allMatch(figure -> figure[0] >= GOAL_OF_A_LANGUAGE * figure[1]);
  }

  private static List<Line> lines(String list) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PrivateThingsTest.class.getResourceAsStream(list + ".tsv")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(parts -> new Line(parts[0], parts[1]))
          .toList();
    }
  }
}
