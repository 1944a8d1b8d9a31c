package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Terms;
import larksong.library.intake.AnnouncedShows;
import larksong.library.intake.Intake;
import larksong.library.store.Store;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets into the studio, and that a form counts only from there. */
class StudioPagesTest {

  private static final String HELD = "/studio/editions/morning/2026-11-21";

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private Served served;

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    new Accounts(served.library.store()).setPassword(Store.OWNER, "correct horse");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void letsInByThePasswordAndOutAgain() throws Exception {
    assertThat(page("")).contains("<h1>The studio</h1>").doesNotContain("Being made");

    String cookie = signedIn();

    String studio = page(cookie);
    assertThat(studio).contains("Being made");
    assertThat(sent("/studio/sign-out", cookie, "form", formOf(studio))).isEqualTo(303);
    assertThat(page(cookie)).doesNotContain("Being made");
  }

  @Test
  void keepsItsCookieFromScriptsAndOtherPages() throws Exception {
    try (Response in =
        post("/studio/sign-in", "", "account", "owner", "password", "correct horse")) {
      assertThat(in.header("Set-Cookie"))
          .contains("HttpOnly")
          .contains("SameSite=Strict")
          .contains("Path=/studio");
    }
  }

  @Test
  void refusesWrongPasswordsAndTiresOfThem() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(
              sent("/studio/sign-in", "", "account", i < 5 ? "owner" : "nobody", "password", "x"))
          .isEqualTo(403);
    }

    try (Response tired =
        post("/studio/sign-in", "", "account", "owner", "password", "correct horse")) {
      assertThat(tired.code()).isEqualTo(429);
      assertThat(tired.header("Retry-After")).isEqualTo("900");
    }
  }

  @Test
  void letsInByALinkOnce() throws Exception {
    String secret = new Accounts(served.library.store()).invite(Store.OWNER);
    try (Response first = served.get("/studio/enter/" + secret);
        Response second = served.get("/studio/enter/" + secret);
        Response guessed = served.get("/studio/enter/guessed")) {
      assertThat(first.code()).isEqualTo(200);
      assertThat(page(cookieOf(first))).contains("Being made");
      assertThat(second.code()).isEqualTo(403);
      assertThat(guessed.code()).isEqualTo(403);
    }
  }

  @Test
  void showsTheStudioToNoOtherAccount() throws Exception {
    new Accounts(served.library.store()).setPassword("ben", "another horse");
    try (Response in = post("/studio/sign-in", "", "account", "ben", "password", "another horse")) {
      assertThat(page(cookieOf(in))).doesNotContain("Being made");
    }
  }

  @Test
  void doesNothingForAFormThatWasNotSentFromItsPage() throws Exception {
    String cookie = signedIn();
    Upload held = held();
    String id = larksong.library.Base62.of(held.guid());
    String form = formOf(page(cookie));

    assertThat(sent("/studio/uploads/" + id, cookie, "decision", "approve")).isEqualTo(403);
    assertThat(sent("/studio/uploads/" + id, cookie, "form", "x", "decision", "approve"))
        .isEqualTo(403);
    assertThat(sent("/studio/uploads/" + id, "", "form", form, "decision", "approve"))
        .isEqualTo(403);
    Request elsewhere =
        request("/studio/uploads/" + id, cookie, "form", form, "decision", "approve")
            .header("Sec-Fetch-Site", "cross-site")
            .build();
    try (Response response = client.newCall(elsewhere).execute()) {
      assertThat(response.code()).isEqualTo(403);
    }
    assertThat(served.intake().held()).hasSize(1);
  }

  @Test
  void letsTheOwnerHearApproveAndRevoke() throws Exception {
    String cookie = signedIn();
    Upload held = held();
    String id = larksong.library.Base62.of(held.guid());
    String studio = page(cookie);
    assertThat(studio).contains("Waiting for your ear").contains("&lt;b&gt;Sent&lt;/b&gt;");
    try (Response sound = get("/studio/uploads/" + id, cookie);
        Response stranger = get("/studio/uploads/" + id, "")) {
      assertThat(sound.body().string()).isEqualTo("sound");
      assertThat(sound.header("Content-Type")).isEqualTo("audio/mpeg");
      assertThat(stranger.code()).isEqualTo(404);
    }

    String form = formOf(studio);
    assertThat(sent("/studio/uploads/" + id, cookie, "form", form, "decision", "approve"))
        .isEqualTo(303);
    assertThat(served.library.find(held.guid())).isPresent();

    try (Response made = post("/studio/devices", cookie, "form", form, "name", "kitchen radio")) {
      String page = made.body().string();
      assertThat(page).contains("The address of kitchen radio").contains("/t/");
      String path = page.replaceAll("(?s).*<code id=\"address\">http://[^/]+(/t/[^<]+)<.*", "$1");
      try (Response listens = served.get(path)) {
        assertThat(listens.code()).isEqualTo(200);
      }
      Tokens.Grant grant =
          served.tokens.list().stream()
              .filter(there -> there.name().equals("kitchen radio"))
              .findFirst()
              .orElseThrow();
      post("/studio/tokens/" + grant.id(), cookie, "form", form).close();
      try (Response revoked = served.get(path)) {
        assertThat(revoked.code()).isEqualTo(404);
      }
    }
  }

  @Test
  void decidesAboutAScriptOnlyByAFormOfTheOwners() throws Exception {
    hold();
    String cookie = signedIn();
    String page = heldPage(cookie);
    String form = formOf(page);
    String script = scriptOf(page);

    assertThat(sent(HELD, "", "form", form, "script", script, "decision", "drop")).isEqualTo(403);
    assertThat(sent(HELD, cookie, "script", script, "decision", "drop")).isEqualTo(403);
    assertThat(sent(HELD, cookie, "form", "x", "script", script, "decision", "drop"))
        .isEqualTo(403);
    Request elsewhere =
        request(HELD, cookie, "form", form, "script", script, "decision", "drop")
            .header("Sec-Fetch-Site", "cross-site")
            .build();
    try (Response response = client.newCall(elsewhere).execute()) {
      assertThat(response.code()).isEqualTo(403);
    }
    new Accounts(served.library.store()).setPassword("ben", "another horse");
    try (Response in = post("/studio/sign-in", "", "account", "ben", "password", "another horse");
        Response seen = get(HELD, cookieOf(in))) {
      assertThat(seen.body().string()).doesNotContain("The first line");
    }
    assertThat(served.held.decided).isEmpty();

    assertThat(sent(HELD, cookie, "form", form, "script", script, "decision", "drop"))
        .isEqualTo(303);
    assertThat(served.held.decided).containsExactly("drop morning/2026-11-21");
  }

  @Test
  void keepsALineGoneThatTheOwnerEmptied() throws Exception {
    hold();
    String cookie = signedIn();
    String page = heldPage(cookie);
    assertThat(page).contains("found in A lie.").contains("source of The first line.");
    String[] fields = {
      "form",
      formOf(page),
      "script",
      scriptOf(page),
      "line-0-0",
      "The first line.",
      "line-0-1",
      "",
      "line-0-2",
      "Third.",
      "line-1-0",
      "Last."
    };

    String checked;
    try (Response response = post(HELD, cookie, with(fields, "decision", "check"))) {
      checked = response.body().string();
    }
    assertThat(checked)
        .contains("It holds now.")
        .doesNotContain("A lie.")
        .contains("name=\"line-0-1\"")
        .containsSubsequence("name=\"line-0-2\"", "Third.", "source of Third.")
        .containsSubsequence("name=\"line-1-0\"", "Last.", "source of Last.");

    assertThat(sent(HELD, cookie, with(fields, "decision", "approve"))).isEqualTo(303);
    assertThat(served.held.decided)
        .containsExactly(
            "approve morning/2026-11-21[ host: The first line.,  guest: Third.,  host: Last.]");
  }

  @Test
  void decidesNothingAboutAScriptThatWasMadeAgainMeanwhile() throws Exception {
    hold();
    String cookie = signedIn();
    String page = heldPage(cookie);
    served.held.script = Optional.of(script("Something else."));

    assertThat(
            sent(
                HELD,
                cookie,
                "form",
                formOf(page),
                "script",
                scriptOf(page),
                "line-0-0",
                "Old.",
                "decision",
                "approve"))
        .isEqualTo(303);
    assertThat(served.held.decided).isEmpty();
  }

  private void hold() {
    served.held.script = Optional.of(script("The first line."));
  }

  private static Script script(String first) {
    return new Script(
        "Held <b>",
        "",
        Locale.UK,
        List.of(
            new Segment(
                "One",
                List.of(
                    new Line("host", first),
                    new Line("host", "A lie."),
                    new Line("guest", "Third.")),
                List.of()),
            new Segment("Two", List.of(new Line("host", "Last.")), List.of())));
  }

  private String heldPage(String cookie) throws Exception {
    try (Response page = get(HELD, cookie)) {
      return page.body().string();
    }
  }

  private static String scriptOf(String page) {
    return page.replaceAll("(?s).*name=\"script\" value=\"([^\"]+)\".*", "$1");
  }

  private static String[] with(String[] fields, String... more) {
    return Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new);
  }

  private Upload held() throws Exception {
    ShelvedShow show =
        new AnnouncedShows(served.library)
            .announce(
                "owner", new AnnouncedShows.Details("Talks", "", Locale.ENGLISH, Optional.empty()));
    served.tokens.publishing("owner", "agent", new Terms(List.of(), Optional.empty(), true));
    Tokens.Grant agent =
        served.tokens.list().stream()
            .filter(grant -> grant.name().equals("agent"))
            .findFirst()
            .orElseThrow();
    Intake intake = served.intake();
    Upload upload =
        intake
            .open(
                agent,
                show,
                new Upload.Details("<b>Sent</b>", "", "", Locale.ENGLISH, false),
                Optional.empty())
            .upload();
    java.nio.file.Files.writeString(intake.sound(upload), "sound");
    intake.receive(upload);
    intake.finish(upload, new PlainFinishing());
    return upload;
  }

  private String signedIn() throws Exception {
    try (Response in =
        post("/studio/sign-in", "", "account", "owner", "password", "correct horse")) {
      assertThat(in.code()).isEqualTo(200);
      return cookieOf(in);
    }
  }

  private static String cookieOf(Response response) {
    return String.valueOf(response.header("Set-Cookie")).replaceAll(";.*", "");
  }

  private static String formOf(String page) {
    return page.replaceAll("(?s).*?name=\"form\" value=\"([^\"]+)\".*", "$1");
  }

  private String page(String cookie) throws Exception {
    try (Response response = get("/studio/", cookie)) {
      assertThat(response.code()).isEqualTo(200);
      return response.body().string();
    }
  }

  private Response get(String path, String cookie) throws Exception {
    return served.get(path, "Cookie", cookie);
  }

  private Response post(String path, String cookie, String... fields) throws Exception {
    return client.newCall(request(path, cookie, fields).build()).execute();
  }

  private int sent(String path, String cookie, String... fields) throws Exception {
    try (Response response = post(path, cookie, fields)) {
      return response.code();
    }
  }

  private Request.Builder request(String path, String cookie, String... fields) {
    FormBody.Builder form = new FormBody.Builder();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    return new Request.Builder()
        .url(served.url() + path)
        .header("Cookie", cookie)
        .post(form.build());
  }
}
