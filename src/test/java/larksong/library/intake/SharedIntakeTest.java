package larksong.library.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import larksong.bucket.Bucket;
import larksong.bucket.S3Server;
import larksong.config.Sections;
import larksong.files.Folders;
import larksong.library.Library;
import larksong.library.PostgresServer;
import larksong.library.ShelvedEpisode;
import larksong.library.ShelvedShow;
import larksong.library.Upload;
import larksong.library.Upload.State;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Grant;
import larksong.library.access.Tokens.Terms;
import larksong.library.store.Leases;
import larksong.library.store.Leases.Lease;
import larksong.library.store.Store;
import larksong.net.Http;
import larksong.server.PlainFinishing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that reach nodes of one library: each request may come to another node. */
class SharedIntakeTest {

  private static PostgresServer postgres;
  private static S3Server s3;

  @TempDir Path folder;
  private Library one;
  private Library two;

  @BeforeAll
  static void serve() throws Exception {
    postgres = new PostgresServer();
    s3 = S3Server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
    postgres.close();
  }

  @BeforeEach
  void open() throws Exception {
    Bucket bucket =
        Bucket.of(Sections.of(folder, "{ " + s3.settings() + " }"), Http.withoutCache()::client);
    Store.Shared shared = new Store.Shared(postgres.database(), "postgres", "", bucket);
    one = Library.open(folder.resolve("one"), shared, Clock.systemUTC());
    Path keys = Files.createDirectories(folder.resolve("two/keys"));
    for (String key : List.of("tokens.key", "seal.key", "told.key")) {
      Files.copy(folder.resolve("one/keys").resolve(key), keys.resolve(key));
    }
    two = Library.open(folder.resolve("two"), shared, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    two.close();
    one.close();
  }

  private Intake first() {
    return new Intake(one);
  }

  private Intake second() {
    return new Intake(two);
  }

  @Test
  void finishesOnOneNodeWhatAnotherReceived() throws Exception {
    Upload upload = received(false);

    second().finish(upload, new PlainFinishing());

    assertThat(first().find(upload.guid()).orElseThrow().state()).isEqualTo(State.READY);
    ShelvedEpisode shelved = one.find(upload.guid()).orElseThrow();
    assertThat(one.media().find(shelved.sha256(), ".mp3")).isPresent();
  }

  @Test
  void letsTheOwnerHearAndApproveOnOneNodeWhatAnotherFinished() throws Exception {
    Upload upload = received(true);
    first().finish(upload, new PlainFinishing());
    Folders.delete(folder.resolve("one/uploads"));
    Upload held = second().held(upload.guid()).orElseThrow();

    assertThat(second().heldSound(held)).exists();
    second().approve(held);

    assertThat(one.find(upload.guid())).isPresent();
    assertThat(folder.resolve("two/uploads").resolve(upload.guid().toString())).doesNotExist();
  }

  @Test
  void losesNothingOfWhatTwoNodesFinishOneAfterTheOther() throws Exception {
    Upload listed = received(true);
    second().finish(listed, new PlainFinishing());

    first().finish(listed, new PlainFinishing());
    first().fail(listed, "It is too late for that.");
    Folders.delete(folder.resolve("two/uploads"));

    Upload held = second().held(listed.guid()).orElseThrow();
    assertThat(second().heldSound(held)).hasContent("sound");
  }

  @Test
  void leavesNothingOfADecidedUploadOnTheNodeThatReceivedIt() throws Exception {
    Upload upload = received(true);
    second().finish(upload, new PlainFinishing());
    first().sweep();
    assertThat(folder.resolve("one/uploads").resolve(upload.guid().toString())).exists();

    second().approve(second().held(upload.guid()).orElseThrow());
    first().sweep();

    assertThat(folder.resolve("one/uploads").resolve(upload.guid().toString())).doesNotExist();
  }

  @Test
  void takesAPictureThatWasSentToAnotherNode() throws Exception {
    String token = first().pictures().keep("owner", "a picture".getBytes(StandardCharsets.UTF_8));

    Optional<String> name = second().pictures().of("owner", token);

    assertThat(name).isPresent();
    assertThat(second().pictures().of("another", token)).isEmpty();
    String sha256 = second().pictures().shelve(name.get());
    assertThat(one.media().find(sha256, ".jpg").orElseThrow()).hasContent("a picture");
  }

  @Test
  void leavesAloneWhatAnotherNodeIsFinishing() throws Exception {
    Upload upload = received(false);
    Lease turn =
        new Leases(one.store())
            .take("upload " + upload.guid(), "one", Duration.ofHours(1))
            .orElseThrow();

    second().finish(upload, new PlainFinishing());
    assertThat(first().find(upload.guid()).orElseThrow().state()).isEqualTo(State.RECEIVED);

    new Leases(one.store()).release(turn);
    while (first().find(upload.guid()).orElseThrow().state() == State.RECEIVED) {
      second().finish(upload, new PlainFinishing());
    }
    assertThat(one.find(upload.guid())).isPresent();
  }

  @Test
  void countsWhatAnotherNodeReceived() throws Exception {
    Upload upload = received(true);

    assertThat(second().room().taken("owner"))
        .isEqualTo(first().room().taken("owner"))
        .isGreaterThan("Talks".length());

    second().drop(upload);
    Folders.delete(folder.resolve("one/uploads"));
    assertThat(first().room().taken("owner")).as("the show's title").isEqualTo("Talks".length());
  }

  private Upload received(boolean approval) throws Exception {
    ShelvedShow show =
        new AnnouncedShows(one)
            .announce(
                "owner", new AnnouncedShows.Details("Talks", "", Locale.ENGLISH, Optional.empty()));
    Upload upload =
        first()
            .open(
                sender(approval),
                show,
                new Upload.Details("A talk", "", "", Locale.ENGLISH, false),
                Optional.empty())
            .upload();
    Files.writeString(first().sound(upload), "sound");
    assertThat(second().find(upload.guid())).isPresent();
    assertThat(first().receive(upload)).isTrue();
    return upload;
  }

  private Grant sender(boolean approval) throws Exception {
    Tokens tokens = new Tokens(one.store());
    tokens.publishing("owner", "agent", new Terms(List.of(), Optional.empty(), approval));
    return tokens.list().stream()
        .filter(grant -> grant.name().equals("agent"))
        .findFirst()
        .orElseThrow();
  }
}
