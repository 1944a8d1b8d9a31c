package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import larksong.config.ConfigurationException;
import larksong.model.Edition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LarksongTest {

  private static final Clock FRIDAY =
      Clock.fixed(Instant.parse("2026-11-20T23:30:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void reportsWhatOnlyAdaptersKnowWithAllOtherProblems() throws Exception {
    show(
        "title: t",
        "kind: morning-brefing",
        "voices: freetts:kevim",
        "language: nl",
        "schedule: { cron: daily }",
        "sources:",
        "  - calender: a.ics",
        "  - feed: b.xml",
        "    top: many");

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "s.yaml:2: kind: no kind 'morning-brefing'. Kinds: bedtime-story, data-recap,"
                + " deep-dive, itinerary, language-practice, meeting-recap, morning-briefing,"
                + " news-roundup, product-updates, study-guide, week-in-review; did you mean"
                + " 'morning-briefing'?")
        .hasMessageContaining("s.yaml:3: voices: no voice 'freetts:kevim'; see 'larksong voices'")
        .hasMessageContaining(
            "s.yaml:4: language: no voice and no outline speak 'nl'. Languages: en")
        .hasMessageContaining("s.yaml:5: schedule: expected a cron expression")
        .hasMessageContaining(
            "s.yaml:7: sources[0].calender: expected a kind of source: calendar, data, feed,"
                + " notes; did you mean 'calendar'?")
        .hasMessageContaining(
            "s.yaml:9: sources[1].top: expected a whole number from 1 to 100 but was 'many'");
  }

  @Test
  void reportsAScheduleThatCannotBeKept() throws Exception {
    assertThatThrownBy(() -> scheduled("cron: \"0 0 0 30 2 ?\""))
        .hasMessageContaining("s.yaml:3: schedule: expected a cron expression")
        .hasMessageContaining("which never fires");
    assertThatThrownBy(() -> scheduled("cron: \"* * * * * ?\""))
        .hasMessageContaining("s.yaml:3: schedule: expected one number of seconds")
        .hasMessageContaining("write '0 * * * * ?'");
    assertThatThrownBy(() -> scheduled("ready-by: \"07:00\", days: 1-5"))
        .hasMessageEndingWith(
            "s.yaml:3: schedule.days: expected weekdays such as MON-FRI or SAT,SUN but was '1-5'");
    for (String days : new String[] {"MON-FRI", "sat,SUN", "MON,WED-FRI", "FRI#1", "FRIL", "*"}) {
      scheduled("ready-by: \"07:00\", days: \"" + days + "\"");
    }
  }

  private void scheduled(String schedule) throws Exception {
    show(
        "title: t",
        "kind: morning-briefing",
        "schedule: { " + schedule + " }",
        "sources: [{ calendar: a.ics }]");
    open().close();
  }

  @Test
  void asksForBothKeysOfABucket() throws Exception {
    show("title: t", "kind: morning-briefing", "sources: [{ calendar: a.ics }]");
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        """
        targets:
          site: { kind: s3, endpoint: "https://s3.example.com", bucket: b, prefix: p }
        cluster:
          database: "jdbc:postgresql://db.example.com/larksong"
          user: larksong
          media: { endpoint: "https://s3.example.com", bucket: b, access-key: k, secret-key: "" }
        """);

    assertThatThrownBy(this::open)
        .hasMessageContaining(
            "larksong.yaml:2: targets.site.access-key: is required; for example"
                + " \"${S3_ACCESS_KEY}\"")
        .hasMessageContaining(
            "larksong.yaml:2: targets.site.secret-key: is required; for example"
                + " \"${S3_SECRET_KEY}\"")
        .hasMessageContaining(
            "larksong.yaml:6: cluster.media.secret-key: is empty; for example"
                + " \"${S3_SECRET_KEY}\"");
  }

  @Test
  void takesTodayInTheShowsZoneAndTheScheduledEditionOfADay() throws Exception {
    show(
        "title: t",
        "kind: morning-briefing",
        "zone: Asia/Tokyo",
        "schedule: { cron: \"0 30 6 * * ?\" }",
        "sources: [{ calendar: a.ics }]");
    try (Larksong larksong = open()) {
      Wired show = larksong.show("s");

      Edition today = larksong.edition(show, Optional.empty());

      assertThat(today.id()).hasToString("s/2026-11-21T06:30");
      assertThat(larksong.edition(show, Optional.of("2026-11-22T08:00")).label())
          .isEqualTo("2026-11-22T08:00");
      assertThatThrownBy(() -> larksong.edition(show, Optional.of("tomorrow")))
          .hasMessage("Expected a date such as 2026-11-21 or 2026-11-21T06:30 but was 'tomorrow'");
    }
  }

  @Test
  void takesNoDateThatNobodyWouldMean() throws Exception {
    show("title: t", "kind: morning-briefing", "sources: [{ calendar: a.ics }]");
    try (Larksong larksong = open()) {
      Wired show = larksong.show("s");

      for (String odd :
          new String[] {"0000-01-01", "+10000-01-01", "-0044-03-15", "+12026-11-21T06:30"}) {
        for (boolean sure : new boolean[] {false, true}) {
          assertThatThrownBy(() -> larksong.edition(show, Optional.of(odd), sure))
              .hasMessage(
                  "Expected a date whose year has four digits, such as 2026-11-20, but was '"
                      + odd
                      + "'. Correct --edition.");
        }
      }
      for (String far :
          new String[] {"2016-11-19", "2028-11-22", "0001-01-01", "9999-12-31T23:59"}) {
        assertThatThrownBy(() -> larksong.edition(show, Optional.of(far)))
            .hasMessageStartingWith("Expected a date from 2016-11-2")
            .hasMessageEndingWith(
                " but was '" + far + "'. Correct --edition, or add --yes if you mean it.");
        assertThat(larksong.edition(show, Optional.of(far), true).label()).isEqualTo(far);
      }
      for (String near : new String[] {"2016-12-01", "2028-11-01", "2026-11-20T06:30"}) {
        assertThat(larksong.edition(show, Optional.of(near)).label()).isEqualTo(near);
      }
    }
  }

  @Test
  void choosesAVoiceOfTheShowsLanguageWhereTheOwnerLeftItOpen() throws Exception {
    show("title: t", "kind: morning-briefing", "language: sv", "sources: [{ calendar: a.ics }]");
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        "engines:\n  espeak: { run: [espeak-ng, --stdout], voices: { de: de, sv: sv } }\n");
    try (Larksong larksong = open()) {
      assertThat(larksong.show("s").show().voiceOf("host")).hasToString("espeak:sv");
    }
    show(
        "title: t",
        "kind: morning-briefing",
        "language: de",
        "voices: espeak:sv",
        "sources: [{ calendar: a.ics }]");
    try (Larksong larksong = open()) {
      assertThat(larksong.show("s").show().voiceOf("host")).hasToString("espeak:sv");
    }
    show("title: t", "kind: morning-briefing", "language: fr", "sources: [{ calendar: a.ics }]");
    try (Larksong larksong = open()) {
      assertThat(larksong.show("s").show().voiceOf("host")).hasToString("freetts:kevin16");
    }
  }

  @Test
  void refusesAVoiceElsewhereForWordsThatHaveToStayHere() throws Exception {
    installation("engines:", "  cloud: { run: [cat], voices: { a: en }, place: elsewhere }");
    show(
        "title: t",
        "kind: morning-briefing",
        "voices: cloud:a",
        "sources:",
        "  - calendar: a.ics",
        "  - { feed: b.xml, name: news }");

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("s.yaml:3: voices: expected a voice on this machine")
        .hasMessageContaining("'privacy: free'");

    show(
        "title: t",
        "kind: news-roundup",
        "voices: cloud:a",
        "sources:",
        "  - { feed: b.xml, name: news }");
    open().close();
  }

  @Test
  void refusesASourceThatIsCalledLikeSomebodyPrivate() throws Exception {
    installation("private-names: [Noor Haddad]");
    show(
        "title: t",
        "kind: morning-briefing",
        "sources:",
        "  - { calendar: a.ics, name: noor-haddad-work }");

    assertThatThrownBy(this::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'noor-haddad-work'")
        .hasMessageContaining("give it another 'name'");
  }

  private void installation(String... lines) throws Exception {
    Files.write(
        Files.createDirectories(folder.resolve("config")).resolve("larksong.yaml"), List.of(lines));
  }

  private void show(String... lines) throws Exception {
    Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(folder.resolve("config/shows/s.yaml"), String.join("\n", lines) + "\n");
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), FRIDAY, false);
  }
}
