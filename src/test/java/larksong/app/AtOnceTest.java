package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import larksong.config.Kind;
import larksong.config.Sections;
import larksong.egress.EgressRecord;
import larksong.model.Fixtures;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.model.Voice;
import larksong.process.OwnersPrograms;
import larksong.script.llm.Providers;
import larksong.studio.Production;
import larksong.studio.Stage;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voice and a model are asked no more at the same time than the owner allows, and as much. */
@Timeout(120)
class AtOnceTest {

  private static final Duration MOMENT = Duration.ofMillis(300);

  @TempDir Path folder;

  /** A voice that ends when as many speak as should, and tells how many do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void hasAsManySentencesSpokenSideBySide(int atOnce) throws Exception {
    Path speaking = Files.createDirectories(folder.resolve("speaking"));
    String voice =
        "touch $$; while test $(ls | wc -l) -lt "
            + atOnce
            + " && ! test -e ../met; do sleep 0.05; done; touch ../met; ls | wc -l >> ../counts;"
            + " sleep 0.1; rm $$; echo sound";
    String section =
        "{ run: [sh, -c, \"cd "
            + speaking
            + "; "
            + voice
            + "\"], at-once: "
            + atOnce
            + ", voices: { voice: en } }";
    Script script =
        new Script(
            "t",
            "",
            Locale.ENGLISH,
            List.of(
                new Segment(
                    "s",
                    List.of(new Line("host", "One is here. Two is here. Three is here. Four too.")),
                    List.of())));

    try (Engines engines =
        new Engines(
            Map.of("counted", Sections.of(folder, section)),
            (sound, rate) -> new short[rate],
            new OwnersPrograms(EgressRecord.NONE, false))) {
      engines
          .narrator()
          .narrate(
              script,
              Fixtures.aShow("morning-briefing").spokenBy(Voice.of("counted:voice")),
              new Kind.Pauses(MOMENT, MOMENT, MOMENT, MOMENT),
              folder,
              (done, total) -> {});
    }

    assertThat(Files.readAllLines(folder.resolve("counts")).stream().map(String::strip).toList())
        .hasSize(4)
        .contains(String.valueOf(atOnce))
        .allMatch(count -> Integer.parseInt(count) <= atOnce);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void asksAModelSoManyQuestionsAtTheSameTime(int atOnce) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch several = new CountDownLatch(2);
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
              most.accumulateAndGet(asked.incrementAndGet(), Math::max);
              several.countDown();
              // Where one is asked at a time, the second would come while the first waits.
              boolean met = several.await(atOnce > 1 ? 60_000 : 500, TimeUnit.MILLISECONDS);
              assertThat(met || atOnce == 1).isTrue();
              asked.decrementAndGet();
              return Providers.openAi("{}");
            }
          });
      server.start();
      configure(server.url("/v1").toString(), atOnce);
      try (Larksong larksong =
          Larksong.open(
              folder.resolve("home"),
              folder.resolve("config"),
              Map.of(),
              Clock.systemUTC(),
              false)) {
        write(larksong, "one", "two");
      }
    }

    assertThat(most).hasValue(atOnce);
  }

  private void configure(String model, int atOnce) throws Exception {
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        folder.resolve("config/larksong.yaml"),
        "models: { m: { model: x, base-url: \"" + model + "\", at-once: " + atOnce + " } }\n");
    for (String show : List.of("one", "two")) {
      Files.writeString(
          shows.resolve(show + ".yaml"),
          "title: t\nkind: morning-briefing\nwriter: m\nsources: [{ feed: "
              + Path.of("samples/feeds/harbour.xml").toAbsolutePath()
              + ", since: all }]\n");
    }
  }

  private static void write(Larksong larksong, String... shows) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(shows.length);
    List<Future<Production>> written = new ArrayList<>();
    for (String name : shows) {
      Wired show = larksong.show(name);
      written.add(
          writers.submit(
              () ->
                  larksong
                      .studio()
                      .produce(
                          larksong.crew(show),
                          larksong.edition(show, Optional.of("2026-11-21")),
                          new Studio.Order(Stage.WRITE, false),
                          StudioListener.SILENT)));
    }
    writers.shutdown();
    for (Future<Production> one : written) {
      one.get();
    }
  }
}
