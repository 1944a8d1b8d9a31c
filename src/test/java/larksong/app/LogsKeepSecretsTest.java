package larksong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import larksong.files.Pcm;
import larksong.json.Json;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.model.Edition;
import larksong.schedule.Producer.Outcome;
import larksong.script.llm.Providers;
import larksong.studio.Studio;
import larksong.studio.StudioListener;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No words of sources, no names of their files, no secrets and no addresses reach a log, at any
 * level, whichever stage fails and whatever its failure quotes. All that is private here has the
 * word quokka in it.
 */
@Timeout(120)
class LogsKeepSecretsTest {

  private static final String PRIVATE = "quokka";

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T05:30:00Z"), ZoneOffset.UTC);

  private static final String CALENDAR =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Larksong//test//EN
      BEGIN:VEVENT
      UID:quokka-1
      DTSTAMP:20261101T000000Z
      DTSTART:20261121T090000Z
      DTEND:20261121T100000Z
      SUMMARY:Quokkatitle at the dentist
      LOCATION:Quokka Street 4
      DESCRIPTION:Bring the quokkabody
      ATTENDEE;CN=Bea Quokka:mailto:bea@quokka.example.com
      END:VEVENT
      END:VCALENDAR
      """
          .replace("\n", "\r\n");

  private static final String FEED =
      """
      <rss version="2.0"><channel><title>Quokka Gazette</title><link>https://quokka.example.com</link>
      <item><title>Quokkanews of the harbour</title><guid>quokka-2</guid>
      <description>The quokkabridge opens at noon.</description></item></channel></rss>
      """;

  private static final String TABLE = "team,points\nQuokkateam,12\nOthers,9\n";

  private static final String TARGETS =
      """
      targets:
        attic: { kind: library, url: "http://%1$s/quokkapath", token: quokkatoken }
        spotify: { kind: spotify, show: abc, url: "http://%1$s/quokkapath", token: quokkatoken }
        cloud: { kind: webdav, dav: "http://%1$s/quokkadav", user: ada, password: quokkapassword, url: "http://%1$s/quokkashare" }
        bucket: { kind: s3, endpoint: "http://%1$s", bucket: podcast, prefix: quokkabfe2aab5b8c592b6408946a1f2c9e371, access-key: quokkaaccess, secret-key: quokkasecret }
        books: { kind: audiobookshelf, url: "http://%1$s/quokkapath", token: quokkatoken, library: Podcasts }
        rack: { kind: command, run: [sh, -c, "cat >&2; exit 3"] }
      """;

  private static final String ALERTS =
      """
      alerts:
        ntfy: "http://%1$s/quokkatopic"
        webhook: "http://%1$s/quokkahook?key=quokkakey"
        mail: { server: "smtp://%1$s", user: quokkauser, password: quokkapassword, to: quokka@example.com }
        command: [sh, -c, "cat >&2; echo quokkatold >&2; exit 3"]
      """;

  private static final String MODEL =
      "models: { far: { model: x, base-url: \"http://%1$s/v1/quokkabase\", key: quokkakey,"
          + " deadline: 5s } }\n";

  @TempDir Path folder;

  /** Another address of this machine, which stands for another machine. */
  private final MockWebServer elsewhere = new MockWebServer();

  private final Logged logged = new Logged();

  /**
   * What goes wrong.
   *
   * @param installation what is in {@code larksong.yaml}
   * @param show what is in the show's file besides its sources
   * @param sources its sources, as they fail
   * @param model what a model answers, of what it is asked
   * @param said what the log says of it
   */
  private record Fault(
      String name,
      String installation,
      String show,
      UnaryOperator<String> sources,
      UnaryOperator<String> model,
      String said) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Sources of which some are replaced: what stands there, and what instead. */
  private static Fault sources(String name, Map<String, String> instead, String said) {
    return new Fault(
        name,
        "{}\n",
        "publish: [library]\n",
        sources -> {
          String failing = sources;
          for (Map.Entry<String, String> one : instead.entrySet()) {
            assertThat(failing).contains(one.getKey());
            failing = failing.replace(one.getKey(), one.getValue());
          }
          return failing;
        },
        asked -> "{}",
        said);
  }

  private static Fault model(String name, String show, UnaryOperator<String> model, String said) {
    return new Fault(
        name, MODEL, "publish: [library]\n" + show, UnaryOperator.identity(), model, said);
  }

  private static Fault other(String name, String installation, String show, String said) {
    return new Fault(name, installation, show, UnaryOperator.identity(), asked -> "{}", said);
  }

  static Stream<Fault> faults() {
    return Stream.of(
        sources("nothing", Map.of(), "morning/2026-11-21: PUBLISHED"),
        sources(
            "servers of sources refuse, and a folder is gone",
            Map.of(
                "good/quokka.ics", "refuse/x",
                "good/quokka.xml", "refuse/y",
                "quokkanotes", "quokkagone"),
            "'work' is missing"),
        sources(
            "sources are rubbish",
            Map.of(
                "good/quokka.ics", "rubbish/x",
                "good/quokka.xml", "rubbish/y",
                "quokka.csv", "quokkabad.csv"),
            "'league' is missing"),
        sources(
            "sources have moved",
            Map.of("good/quokka.ics", "moved/quokka.ics", "good/quokka.xml", "moved/quokka.xml"),
            "'work' is missing"),
        sources("a calendar is cut", Map.of("good/quokka.ics", "cut/x"), "'work' is missing"),
        model("a model refuses", "writer: far\n", asked -> "500", "writer (WARNING)"),
        model("a model answers rubbish", "writer: far\n", asked -> asked, "writer (WARNING)"),
        model("a model repeats all", "writer: far\n", asked -> script(asked), "writer (WARNING)"),
        model(
            "a proof holds",
            "writer: far\nstrictness: hold\n",
            asked -> script("Doctor Quokka expects you at 7:45 with 4,000 euros."),
            "morning/2026-11-21: HELD"),
        model(
            "a judge doubts",
            "judge: far\n",
            asked ->
                "{\"doubts\":[{\"segment\":1,\"line\":1,\"reason\":\"Quokka is not at ten.\"}]}",
            "judge (WARNING)"),
        other(
            "a voice's program repeats its text on standard error",
            "engines: { own: { run: [sh, -c, \"cat >&2; exit 3\"], voices: { a: en } } }\n",
            "voices: \"own:a\"\npublish: [library]\n",
            "failed at narrate"),
        other(
            "a voice's program answers words",
            "engines: { own: { run: [cat], voices: { a: en } } }\n",
            "voices: \"own:a\"\npublish: [library]\n",
            "failed at narrate"),
        other(
            "a voice's program is silent",
            "engines: { own: { run: [sh, -c, \"cat '%2$s/tone.wav'\"], voices: { a: en } } }\n",
            "voices: \"own:a\"\npublish: [library]\n",
            "morning/2026-11-21: "),
        other(
            "the encoder fails",
            "ffmpeg: \"%2$s/encoder\"\n",
            "publish: [library]\n",
            "failed at master"),
        other(
            "all targets refuse",
            TARGETS,
            "publish: [library, attic, spotify, cloud, bucket, books, rack]\n",
            "publish (WARNING)"),
        other(
            "all alerts fail",
            ALERTS + "ffmpeg: \"%2$s/encoder\"\n",
            "publish: [library]\nping: \"http://%1$s/quokkaping\"\n",
            "The owner could not be told"));
  }

  /** Of one part, with these words. */
  private static String script(String words) {
    Map<String, Object> line = Map.of("speaker", "host", "text", words, "pauseSeconds", 0);
    Map<String, Object> segment =
        Map.of("heading", "Quokkahead", "lines", List.of(line), "covers", List.of());
    return Json.write(Map.of("summary", "Quokkasum", "segments", List.of(segment)));
  }

  @BeforeEach
  void start() throws Exception {
    elsewhere.start(InetAddress.getByName("127.0.0.2"), 0);
  }

  @AfterEach
  void stop() {
    logged.close();
    elsewhere.close();
  }

  private void answer(UnaryOperator<String> model) {
    elsewhere.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String path = request.getUrl().encodedPath();
            String asked = request.getBody() == null ? "" : request.getBody().utf8();
            if (path.startsWith("/v1")) {
              String said = model.apply(asked);
              return said.equals("500") ? refused(500, asked) : Providers.openAi(said);
            }
            return switch (path.split("/", 3)[1]) {
              case "good" -> ok(path.endsWith("ics") ? CALENDAR : FEED);
              case "rubbish" -> ok("<quokka><![CDATA[BEGIN:VCALENDAR quokkarubbish");
              case "cut" -> ok(CALENDAR.substring(0, 260).replace("DTSTART:", "DTSTART:quokka"));
              case "moved" ->
                  new MockResponse.Builder()
                      .code(302)
                      .addHeader("Location", "http://quokka.invalid/quokka?token=quokkatoken")
                      .build();
              case "refuse" -> refused(500, asked);
              default -> refused(409, asked);
            };
          }
        });
  }

  private static MockResponse ok(String body) {
    return new MockResponse.Builder().body(body).build();
  }

  /** With what was sent, as some servers do. */
  private static MockResponse refused(int code, String asked) {
    int end = Math.min(2_000, asked.length());
    return new MockResponse.Builder()
        .code(code)
        .body(
            Json.write(
                Map.of("error", "quokka of " + asked.substring(0, end), "message", "quokka")))
        .build();
  }

  private void configure(Fault fault) throws Exception {
    String address = "127.0.0.2:" + elsewhere.getPort();
    Path notes = Files.createDirectories(folder.resolve("quokkanotes"));
    Files.writeString(
        notes.resolve("quokkadiary.md"),
        "# Quokkahead\n\nThe password is quokkapass99. Bea Quokka's oats are in the tin.\n");
    Files.write(notes.resolve("quokkaodd.md"), new byte[] {'#', ' ', (byte) 0xff, 0, (byte) 0xc3});
    Files.writeString(folder.resolve("quokka.csv"), TABLE);
    Files.writeString(folder.resolve("quokkabad.csv"), "quokka\n\"quokkacell\n" + TABLE);
    Files.write(folder.resolve("tone.wav"), Pcm.wav(new short[16_000], 16_000));
    Path encoder = folder.resolve("encoder");
    Files.writeString(encoder, "#!/bin/sh\necho quokkaencoder \"$@\" >&2\nexit 3\n");
    assertThat(encoder.toFile().setExecutable(true)).isTrue();
    Path shows = Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        folder.resolve("config/larksong.yaml"), fault.installation().formatted(address, folder));
    String sources =
        """
        sources:
          - { calendar: "http://%1$s/good/quokka.ics?key=quokkakey", name: work, privacy: free }
          - { feed: "http://%1$s/good/quokka.xml?token=quokkatoken", name: news, since: all }
          - { notes: ../../quokkanotes, name: mine, window: all, privacy: redacted }
          - { data: ../../quokka.csv, name: league, label: team, ranked-by: points }
        """;
    Files.writeString(
        shows.resolve("morning.yaml"),
        "title: Morning\nkind: morning-briefing\nzone: UTC\nlistener: Quokka\nlength: 1m\n"
            + (fault.sources().apply(sources) + fault.show()).formatted(address));
  }

  private Larksong open() throws Exception {
    return Larksong.open(folder.resolve("home"), folder.resolve("config"), Map.of(), CLOCK, false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void logsThatAStageFailedAndNobodysWords(Fault fault) throws Exception {
    configure(fault);
    answer(fault.model());
    try (Larksong larksong = open()) {
      ScheduledEditions editions = new ScheduledEditions(larksong, new InProgress());
      Edition edition = larksong.edition(larksong.show("morning"), Optional.of("2026-11-21"));

      if (editions.produce(edition, 0) == Outcome.FAILED) {
        editions.produce(edition, 1);
        editions.giveUp(edition);
      }
      List<Delivery> missing = larksong.targets().missing();
      assertThat(missing).as("of what went nowhere").hasSameSizeAs(larksong.targets().names());
      larksong.targets().retry(missing);
      larksong.targets().look(larksong.alarm());
      if (!missing.isEmpty()) {
        lookAfterWhatIsThere(larksong, missing);
      }
    }

    assertThat(logged.text()).contains(fault.said()).doesNotContainIgnoringCase(PRIVATE);
  }

  /** Before the next edition, at targets that seem to have this one. */
  private static void lookAfterWhatIsThere(Larksong larksong, List<Delivery> missing)
      throws Exception {
    for (Delivery one : missing) {
      new Deliveries(larksong.library().store())
          .note(one, Delivery.State.THERE, 0, CLOCK.instant(), "");
    }
    larksong.produce(
        larksong.show("morning"),
        larksong.edition(larksong.show("morning"), Optional.of("2026-11-22")),
        Studio.Order.ALL,
        StudioListener.SILENT);
  }

  @Test
  void logsNothingOfWhatIsAskedOfItsServer() throws Exception {
    configure(other("", "server: { access-log: true }\n", "publish: [library]\n", ""));
    answer(asked -> "{}");
    OkHttpClient client = new OkHttpClient();
    String secret = "quokka" + "x".repeat(26); // as long as what we make
    try (Larksong larksong = open();
        Station station = Station.start(larksong, 0)) {
      String publishing = larksong.tokens().publishing("quokkaphone");
      for (String path :
          List.of(
              "t/quokkatoken/feed/morning.xml",
              "t/" + larksong.tokens().listening("phone") + "/media/x.mp3?key=quokkakey",
              "t/" + secret + "/media/x.mp3",
              "studio/enter/" + secret,
              "studio/?quokka=%ff",
              "api/v1/arrivals/" + secret,
              "api/library/shows/morning/editions/2026-11-21?key=quokkakey")) {
        for (String method : List.of("GET", "PUT", "POST")) {
          Request request =
              new Request.Builder()
                  .url("http://127.0.0.1:" + station.port() + "/" + path)
                  .header("Authorization", "Bearer " + publishing)
                  .method(
                      method,
                      method.equals("GET")
                          ? null
                          : RequestBody.create("quokka\0=".getBytes(StandardCharsets.UTF_8)))
                  .build();
          try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).as(method + " " + path).isBetween(200, 499);
          }
        }
      }
      assertThat(logged.text())
          .contains("1 shows", "/editions/2026-11-21")
          .doesNotContainIgnoringCase(PRIVATE)
          .doesNotContain(publishing);
    }
  }

  /** All that our loggers say and what libraries say as a rule, with the stacks of failures. */
  private static final class Logged extends Handler {

    private final List<String> said = new ArrayList<>();
    private final Logger all = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("larksong");
    private final Optional<Level> before = Optional.ofNullable(ours.getLevel());

    Logged() {
      all.addHandler(this);
      ours.setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      StringWriter text = new StringWriter();
      text.append(new SimpleFormatter().formatMessage(entry));
      Throwable thrown = entry.getThrown();
      if (thrown != null) {
        thrown.printStackTrace(new PrintWriter(text, true));
      }
      synchronized (said) {
        said.add(Objects.toString(entry.getLoggerName(), "") + " " + text);
      }
    }

    String text() {
      synchronized (said) {
        return String.join("\n", said);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      all.removeHandler(this);
      ours.setLevel(before.orElse(null));
    }
  }
}
