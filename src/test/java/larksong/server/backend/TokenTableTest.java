package larksong.server.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import larksong.library.Base62;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens.Grant;
import larksong.library.access.Tokens.Terms;
import larksong.library.intake.AnnouncedShows;
import larksong.library.intake.Intake;
import larksong.model.Fixtures;
import larksong.server.PlainFinishing;
import larksong.server.Served;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each kind of token may do at each door: the status of every answer, and an address to hear
 * with only in the answers to who may hear.
 */
@Timeout(240)
class TokenTableTest {

  private static final String TABLE =
      """
                                          phone   bens    radio   publish one     ben     approve app-one over    revoked none
      hear the library                    200     200     404     404     404     404     404     404     404     404     404
      hear an episode                     200     404     404     404     404     404     404     404     404     404     404
      read a feed with a password         200     404     401     401     401     401     401     401     401     401     401
      keep a position                     204     404     404     404     404     404     404     404     404     404     404
      see an edition                      401     401     401     200 t   200     404     403     403     401     401     401
      send an edition                     401     401     401     422     422     404     403     403     401     401     401
      withdraw an edition                 401     401     401     200     200     404     403     403     401     401     401
      list shows                          401     401     401     200     200     200     200     200     401     401     401
      make a show                         401     401     401     201     400     201     201     400     401     401     401
      see another's show                  401     401     401     200     404     404     404     404     401     401     401
      see the show it names               401     401     401     404     200     404     404     200     401     401     401
      send into another's show            401     401     401     201     404     404     404     404     401     401     401
      send into the show it names         401     401     401     404     201     404     404     201     401     401     401
      send a picture                      401     401     401     201     201     201     201     201     401     401     401
      delete another's show               401     401     401     204     404     404     404     404     401     401     401
      see another's that waits            401     401     401     200     404     404     404     404     401     401     401
      change another's that waits         401     401     401     200     404     404     404     404     401     401     401
      withdraw another's that waits       401     401     401     204     404     404     404     404     401     401     401
      see another's on the shelf          401     401     401     200     404     404     404     404     401     401     401
      change another's on the shelf       401     401     401     200     404     404     404     404     401     401     401
      delete another's on the shelf       401     401     401     204     404     404     404     404     401     401     401
      delete what was made here           401     401     401     404     403     404     404     404     401     401     401
      see its own that waits              401     401     401     200     404     200     200     404     401     401     401
      change its own that waits           401     401     401     200     404     200     200     404     401     401     401
      withdraw its own that waits         401     401     401     204     404     204     204     404     401     401     401
      withdraw its own show that waits    401     401     401     204     404     204     204     404     401     401     401
      see its own on the shelf            401     401     401     200     404     200     200     404     401     401     401
      change its own on the shelf         401     401     401     200     404     200     403     404     401     401     401
      delete its own on the shelf         401     401     401     204     404     204     403     404     401     401     401
      delete its own show with an episode 401     401     401     204     404     204     403     404     401     401     401
      send what it announced              404     404     404     200     200     200     200     200     404     404     404
      look into the studio                out     out     out     out     out     out     out     out     out     out     out
      decide about what waits             403     403     403     403     403     403     403     403     403     403     403
      make a token                        403     403     403     403     403     403     403     403     403     403     403
      revoke a token                      403     403     403     403     403     403     403     403     403     403     403
      enter by a link                     403     403     403     403     403     403     403     403     403     403     403
      sign in                             out     out     out     out     out     out     out     out     out     out     out
      read figures                        401     401     401     200     401     401     401     401     401     401     401
      """;

  private static final Upload.Details DETAILS =
      new Upload.Details("Sent", "", "", Locale.ENGLISH, false);

  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 7};

  private static final MediaType JSON = MediaType.get("application/json");

  @TempDir Path folder;

  private final OkHttpClient client = new OkHttpClient.Builder().followRedirects(false).build();
  private final Map<String, Operation> operations = new LinkedHashMap<>();
  private Served served;
  private ShelvedEpisode morning;

  /** Who asks: a token, and what the library knows of it. */
  private record Asker(String name, String token, Optional<Grant> grant) {}

  /** What is asked. */
  private interface Operation {
    Request.Builder request(Asker asker) throws Exception;
  }

  @BeforeEach
  void start() throws Exception {
    served = new Served(folder.resolve("home"));
    put("/");
    hearing();
    editions();
    shows();
    others();
    own();
    studio();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /** The edition that is withdrawn in one row is there again in the next. */
  private void put(String sound) throws Exception {
    morning = served.library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, sound));
  }

  @Test
  void eachTokenDoesWhatItMayAndNothingElse() throws Exception {
    List<Asker> askers = askers();
    StringBuilder table = new StringBuilder(" ".repeat(36));
    table.append(row(askers.stream().map(Asker::name).toList()));
    for (Map.Entry<String, Operation> operation : operations.entrySet()) {
      List<String> cells = new ArrayList<>();
      for (Asker asker : askers) {
        cells.add(cell(operation.getValue(), asker));
      }
      table.append(String.format("%-36s", operation.getKey())).append(row(cells));
    }

    assertThat(table.toString()).isEqualTo(TABLE);
  }

  private static String row(List<String> cells) {
    return cells.stream()
            .map(cell -> String.format("%-8s", cell))
            .collect(Collectors.joining())
            .stripTrailing()
        + "\n";
  }

  /** The status; "t" where the answer has an address to hear with. */
  private String cell(Operation operation, Asker asker) throws Exception {
    put("0123456789");
    Request.Builder request = operation.request(asker);
    try (Response response = client.newCall(request.build()).execute()) {
      String text = response.headers() + response.body().string();
      boolean hears = text.replace(asker.token(), "").matches("(?s).*/t/[A-Za-z0-9_-]{8,}.*");
      if (List.of("/studio/", "/studio/sign-in").contains(request.build().url().encodedPath())) {
        return text.contains("Being made") || text.contains("Set-Cookie") ? "in" : "out";
      }
      return response.code() + (hears ? " t" : "");
    }
  }

  private List<Asker> askers() {
    new Accounts(served.library.store()).setPassword("owner", "correct horse");
    List<Asker> askers = new ArrayList<>();
    askers.add(new Asker("phone", served.tokens.listening("phone"), Optional.empty()));
    askers.add(new Asker("bens", served.tokens.listening("ben", "phone"), Optional.empty()));
    String radio = served.tokens.listening("radio");
    served.tokens.revoke("radio");
    askers.add(new Asker("radio", radio, Optional.empty()));
    Optional<Instant> over = Optional.of(Instant.now().minusSeconds(1));
    askers.add(publisher("owner", "publish", Terms.NONE));
    askers.add(publisher("owner", "one", new Terms(List.of("morning"), Optional.empty(), false)));
    askers.add(publisher("ben", "ben", Terms.NONE));
    askers.add(publisher("owner", "approve", new Terms(List.of(), Optional.empty(), true)));
    askers.add(
        publisher("owner", "app-one", new Terms(List.of("morning"), Optional.empty(), true)));
    askers.add(publisher("owner", "over", new Terms(List.of(), over, false)));
    Asker revoked = publisher("owner", "revoked", Terms.NONE);
    served.tokens.revoke("revoked");
    askers.add(revoked);
    askers.add(new Asker("none", "x".repeat(32), Optional.empty()));
    return askers;
  }

  private Asker publisher(String account, String name, Terms terms) {
    String token = served.tokens.publishing(account, name, terms);
    return new Asker(name, token, Optional.of(grant(name)));
  }

  private Grant grant(String name) {
    return served.tokens.list().stream()
        .filter(there -> there.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void hearing() {
    operations.put("hear the library", asker -> at("/t/" + asker.token() + "/"));
    operations.put(
        "hear an episode",
        asker -> at("/t/" + asker.token() + "/media/" + morning.guid() + ".mp3"));
    operations.put(
        "read a feed with a password",
        asker ->
            at("/shows/morning/feed.xml")
                .header("Authorization", Credentials.basic("x", asker.token())));
    operations.put(
        "keep a position",
        asker ->
            at("/t/" + asker.token() + "/positions/" + morning.guid())
                .put(RequestBody.create("1", MediaType.get("text/plain"))));
  }

  private void editions() {
    String path = "/api/library/shows/morning/editions/2026-11-21";
    operations.put("see an edition", asker -> as(asker, path));
    operations.put(
        "send an edition",
        asker ->
            as(asker, path)
                .put(
                    new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("episode", "{}")
                        .build()));
    operations.put(
        "withdraw an edition",
        asker -> as(asker, path).header("If-Match", '"' + morning.sha256() + '"').delete());
  }

  private void shows() {
    operations.put("list shows", asker -> as(asker, "/api/v1/shows"));
    operations.put(
        "make a show",
        asker -> as(asker, "/api/v1/shows").post(RequestBody.create("{\"title\":\"A\"}", JSON)));
    operations.put("see another's show", asker -> as(asker, show(others("Talks"))));
    operations.put("see the show it names", asker -> as(asker, show(named())));
    operations.put("send into another's show", asker -> announce(asker, others("Talks")));
    operations.put("send into the show it names", asker -> announce(asker, named()));
    operations.put(
        "send a picture",
        asker ->
            as(asker, "/api/v1/images")
                .post(RequestBody.create(JPEG, MediaType.get("image/jpeg"))));
  }

  private Request.Builder announce(Asker asker, ShelvedShow show) {
    return as(asker, show(show) + "/episodes").post(RequestBody.create("{\"title\":\"A\"}", JSON));
  }

  /** Things of another token of the owner's. */
  private void others() {
    operations.put(
        "delete another's show",
        asker -> {
          ShelvedShow show = others("Talks");
          shelved(upload(other(), show));
          return as(asker, show(show)).delete();
        });
    operations.put(
        "see another's that waits", asker -> as(asker, readiness(held(other(), others("Talks")))));
    operations.put(
        "change another's that waits",
        asker -> {
          ShelvedShow show = others("Talks");
          return timeline(asker, show, held(other(), show));
        });
    operations.put(
        "withdraw another's that waits",
        asker -> as(asker, episode(held(other(), others("Talks")))).delete());
    operations.put(
        "see another's on the shelf",
        asker -> as(asker, readiness(shelved(upload(other(), others("Talks"))))));
    operations.put(
        "change another's on the shelf",
        asker -> {
          ShelvedShow show = others("Talks");
          return timeline(asker, show, shelved(upload(other(), show)));
        });
    operations.put(
        "delete another's on the shelf",
        asker -> as(asker, episode(shelved(upload(other(), others("Talks"))))).delete());
    operations.put(
        "delete what was made here", asker -> as(asker, episode(morning.guid())).delete());
  }

  /** Things of the token itself, where it can have any; else of another. */
  private void own() {
    operations.put(
        "see its own that waits", asker -> as(asker, readiness(held(own(asker), mine(asker)))));
    operations.put(
        "change its own that waits",
        asker -> {
          ShelvedShow show = mine(asker);
          return timeline(asker, show, held(own(asker), show));
        });
    operations.put(
        "withdraw its own that waits",
        asker -> as(asker, episode(held(own(asker), mine(asker)))).delete());
    operations.put(
        "withdraw its own show that waits",
        asker -> {
          ShelvedShow show = mine(asker);
          held(own(asker), show);
          return as(asker, show(show)).delete();
        });
    operations.put(
        "see its own on the shelf",
        asker -> as(asker, readiness(shelved(upload(own(asker), mine(asker))))));
    operations.put(
        "change its own on the shelf",
        asker -> {
          ShelvedShow show = mine(asker);
          return timeline(asker, show, shelved(upload(own(asker), show)));
        });
    operations.put(
        "delete its own on the shelf",
        asker -> as(asker, episode(shelved(upload(own(asker), mine(asker))))).delete());
    operations.put(
        "delete its own show with an episode",
        asker -> {
          ShelvedShow show = mine(asker);
          shelved(upload(own(asker), show));
          return as(asker, show(show)).delete();
        });
    operations.put(
        "send what it announced",
        asker -> {
          String secret =
              asker.grant().isEmpty()
                  ? asker.token()
                  : served.intake().open(own(asker), named(), DETAILS, Optional.empty()).secret();
          return at("/api/v1/arrivals/" + secret)
              .put(RequestBody.create("sound", MediaType.get("audio/mpeg")));
        });
  }

  private void studio() {
    operations.put("look into the studio", asker -> cookie(asker, as(asker, "/studio/")));
    operations.put(
        "decide about what waits",
        asker ->
            cookie(asker, as(asker, "/studio/uploads/" + id(held(other(), others("Talks")))))
                .post(form("form", asker.token(), "decision", "approve")));
    operations.put(
        "make a token",
        asker ->
            cookie(asker, as(asker, "/studio/devices"))
                .post(form("form", asker.token(), "name", "mine")));
    operations.put(
        "revoke a token",
        asker ->
            cookie(asker, as(asker, "/studio/tokens/" + grant("phone").id()))
                .post(form("form", asker.token())));
    operations.put("enter by a link", asker -> at("/studio/enter/" + asker.token()));
    operations.put(
        "sign in",
        asker ->
            at("/studio/sign-in").post(form("account", asker.name(), "password", asker.token())));
    operations.put("read figures", asker -> as(asker, "/metrics"));
  }

  private Request.Builder at(String path) {
    return new Request.Builder().url(served.url() + path);
  }

  private Request.Builder as(Asker asker, String path) {
    return at(path).header("Authorization", "Bearer " + asker.token());
  }

  private static Request.Builder cookie(Asker asker, Request.Builder request) {
    return request.header("Cookie", "larksong_studio=" + asker.token());
  }

  private static FormBody form(String... fields) {
    FormBody.Builder form = new FormBody.Builder();
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    return form.build();
  }

  private Request.Builder timeline(Asker asker, ShelvedShow show, UUID upload) {
    String items =
        "{\"items\":[{\"spotify_entity\":{\"start_time_ms\":0,\"uri\":\"spotify:a:b\"}}]}";
    return as(asker, show(show) + "/episodes/" + id(upload) + "/timeline")
        .put(RequestBody.create(items, JSON));
  }

  private Grant other() {
    return served.tokens.list().stream()
        .filter(there -> there.name().equals("other"))
        .findFirst()
        .orElseGet(() -> publisher("owner", "other", Terms.NONE).grant().orElseThrow());
  }

  private Grant own(Asker asker) {
    return asker.grant().orElseGet(this::other);
  }

  private ShelvedShow others(String title) {
    return new AnnouncedShows(served.library)
        .announce(other(), new AnnouncedShows.Details(title, "", Locale.ENGLISH, Optional.empty()));
  }

  private ShelvedShow mine(Asker asker) {
    return new AnnouncedShows(served.library)
        .announce(
            own(asker), new AnnouncedShows.Details("Mine", "", Locale.ENGLISH, Optional.empty()));
  }

  private ShelvedShow named() {
    return served.library.show("morning").orElseThrow();
  }

  private Upload upload(Grant by, ShelvedShow show) throws Exception {
    Intake intake = served.intake();
    Upload upload = intake.open(valid(by), show, DETAILS, Optional.empty()).upload();
    Files.write(intake.sound(upload), "sound".getBytes(StandardCharsets.UTF_8));
    intake.receive(upload);
    return upload;
  }

  /** What ended since had sent something before. */
  private Grant valid(Grant by) {
    boolean valid = by.revoked().isEmpty() && by.terms().expires().isEmpty();
    return valid && grant(by.name()).revoked().isEmpty() ? by : other();
  }

  private UUID held(Grant by, ShelvedShow show) throws Exception {
    Upload upload = upload(by, show);
    if (by.terms().approval()) {
      served.intake().finish(upload, new PlainFinishing());
    }
    return upload.guid();
  }

  private UUID shelved(Upload upload) throws Exception {
    served.intake().finish(upload, new PlainFinishing());
    Optional<Upload> held = served.intake().held(upload.guid());
    if (held.isPresent()) {
      served.intake().approve(held.get());
    }
    assertThat(served.library.find(upload.guid())).isPresent();
    return upload.guid();
  }

  private static String id(UUID guid) {
    return Base62.of(guid);
  }

  private static String show(ShelvedShow show) {
    return "/api/v1/shows/" + id(show.guid());
  }

  private static String episode(UUID guid) {
    return "/api/v1/episodes/" + id(guid);
  }

  private static String readiness(UUID guid) {
    return episode(guid) + "/readiness";
  }
}
