package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import larksong.files.Fingerprint;
import larksong.library.Episodes;
import larksong.library.ShelvedEpisode;
import larksong.model.Fixtures;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served of files that a disk lost, cut or changed under the shelf's rows. */
@Timeout(60)
class DamagedFilesTest {

  private static final String SOUND = "0123456789".repeat(1000);

  /** More than the system keeps for a connection whose client does not read. */
  private static final int LARGE = 24 << 20;

  @TempDir Path folder;

  private Logged logged;
  private Served served;

  /** What becomes of a file. */
  enum Fate {
    EMPTIED(503, "is damaged"),
    CUT_BY_ONE_BYTE(503, "is damaged"),
    CUT_IN_HALF(503, "is damaged"),
    GROWN(503, "is damaged"),
    REMOVED(404, "is no longer on the server"),
    A_FOLDER(404, "is no longer on the server");

    private final int status;
    private final String words;

    Fate(int status, String words) {
      this.status = status;
      this.words = words;
    }

    void befall(Path file) throws IOException {
      long size = Files.size(file);
      switch (this) {
        case EMPTIED -> cut(file, 0);
        case CUT_BY_ONE_BYTE -> cut(file, size - 1);
        case CUT_IN_HALF -> cut(file, size / 2);
        case GROWN -> Files.write(file, new byte[1], StandardOpenOption.APPEND);
        case REMOVED -> Files.delete(file);
        case A_FOLDER -> {
          Files.delete(file);
          Files.createDirectory(file);
        }
      }
    }
  }

  @BeforeEach
  void start() throws Exception {
    logged = new Logged();
    served = new Served(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    served.close();
    logged.close();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatIsWrongWithARecording(Fate fate) throws Exception {
    ShelvedEpisode episode = shelved(SOUND);
    String path = served.listener() + "media/" + episode.guid() + ".mp3";
    served.get(path).close(); // it was whole when it was sent before

    fate.befall(sound(episode));

    String etag = '"' + episode.sha256() + '"';
    refuses(fate, "GET", path);
    refuses(fate, "HEAD", path);
    refuses(fate, "GET", path, "Range", "bytes=0-9");
    refuses(fate, "GET", path, "Range", "bytes=-10");
    refuses(fate, "GET", path, "Range", "bytes=0-1,5-6");
    refuses(fate, "GET", path, "Range", "bytes=99999999-");
    refuses(fate, "GET", path, "Range", "bytes=0-9", "If-Range", etag);
    refuses(fate, "GET", path, "If-None-Match", etag);
    refuses(fate, "GET", path, "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT");
    assertThat(logged.lines(Damages.class.getName()))
        .as("logged once")
        .singleElement()
        .asString()
        .contains("The recording of " + episode.edition() + " cannot be served: expected ")
        .contains("Run 'larksong doctor'.");
    namesNoAddress(path);
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatIsWrongWithACover(Fate fate) throws Exception {
    ShelvedEpisode episode = shelved(SOUND);
    String path =
        served.listener()
            + "media/"
            + episode.guid()
            + "-"
            + episode.cover().substring(0, 8)
            + ".jpg";
    served.get(path).close();

    fate.befall(served.library.media().path(episode.cover(), ".jpg"));

    refuses(fate, "GET", path);
    refuses(fate, "HEAD", path);
    refuses(fate, "GET", path, "If-None-Match", '"' + episode.cover() + '"');
    assertThat(logged.lines(Damages.class.getName()))
        .singleElement()
        .asString()
        .startsWith("The cover of " + episode.edition() + " cannot be served: expected ");
    namesNoAddress(path);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "A_FOLDER")
  void saysWhatIsWrongWithAPictureOfATimeline(Fate fate) throws Exception {
    ShelvedEpisode episode = shelved(SOUND);
    String hash = Fingerprint.of("picture".getBytes(StandardCharsets.UTF_8));
    served.library.accompany(
        episode.guid(),
        Optional.of("[{\"image\":{\"start_time_ms\":0,\"picture\":\"" + hash + "\"}}]"));
    Path file = served.library.media().path(hash, ".jpg");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "picture");
    String path = served.listener() + "media/" + episode.guid() + "/" + hash + ".jpg";
    try (Response whole = served.get(path)) {
      assertThat(whole.body().string()).isEqualTo("picture");
    }

    fate.befall(file);

    refuses(fate, "GET", path);
    refuses(fate, "HEAD", path);
    refuses(fate, "GET", path, "If-None-Match", '"' + hash + '"');
    assertThat(logged.lines(Damages.class.getName()))
        .singleElement()
        .asString()
        .startsWith("The picture of " + episode.edition() + " cannot be served: expected ");
    namesNoAddress(path);
  }

  @Test
  void servesAgainWhatWasPutBack() throws Exception {
    ShelvedEpisode episode = shelved(SOUND);
    String path = served.listener() + "media/" + episode.guid() + ".mp3";
    for (int time = 1; time <= 2; time++) {
      Fate.CUT_IN_HALF.befall(sound(episode));
      refuses(Fate.CUT_IN_HALF, "GET", path);
      shelved(SOUND);

      try (Response whole = served.get(path)) {
        assertThat(whole.body().string()).isEqualTo(SOUND);
      }
      assertThat(logged.lines(Damages.class.getName())).hasSize(time);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "25165814,200,",
    "25165814,206,bytes=5-",
    "25165814,206,bytes=-25000000",
    "12345678,200,",
    "8192,200,",
    "0,200,",
    "0,206,bytes=5-"
  })
  void endsTheConnectionWhenASlowClientsRecordingIsCut(int to, int status, String range)
      throws Exception {
    ShelvedEpisode episode = shelved("x".repeat(LARGE));
    String path = served.listener() + "media/" + episode.guid() + ".mp3";
    try (Socket client = slow(served)) {
      ask(client, "GET", path, range);
      String head = head(client.getInputStream());
      assertThat(head).startsWith("HTTP/1.1 " + status);

      cut(sound(episode), to);

      assertThat(shortBody(client, length(head)))
          .as("but for less than a page at its end")
          .matches("x*\\x00{0,4095}");
    }
    assertThat(logged.lines(Damages.class.getName()))
        .containsExactly(
            "The recording of "
                + episode.edition()
                + " cannot be served: its end could not be read while it was sent."
                + " Run 'larksong doctor'. null");
    namesNoAddress(path);
  }

  @Test
  void endsAnEncryptedConnectionAndNothingElse() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    Certificate certificate =
        new Certificate(folder.resolve("chain.pem"), folder.resolve("key.pem"));
    Files.writeString(certificate.chain(), held.certificatePem());
    Files.writeString(certificate.key(), held.privateKeyPkcs8Pem());
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder().addTrustedCertificate(held.certificate()).build();
    served.close();
    served = new Served(folder.resolve("home"), certificate, "127.0.0.1");
    ShelvedEpisode episode = shelved("x".repeat(LARGE));
    String path = served.listener() + "media/" + episode.guid() + ".mp3";
    try (Socket plain = slow(served);
        Socket client =
            trusted
                .sslSocketFactory()
                .createSocket(plain, "localhost", served.server.port(), true)) {
      ask(client, "GET", path, null);
      String head = head(client.getInputStream());
      assertThat(head).startsWith("HTTP/1.1 200");

      cut(sound(episode), 0);

      assertThat(shortBody(client, length(head))).matches("x*");
    }
    assertThat(logged.lines(Damages.class.getName())).hasSize(1);
    namesNoAddress(path);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsWholeWhatIsRemovedOrReplacedMeanwhile(boolean replaced) throws Exception {
    ShelvedEpisode episode = shelved("x".repeat(LARGE));
    String path = served.listener() + "media/" + episode.guid() + ".mp3";
    try (Socket client = slow(served)) {
      ask(client, "GET", path, null);
      String head = head(client.getInputStream());

      Files.delete(sound(episode));
      if (replaced) {
        Files.writeString(sound(episode), "other");
      }

      byte[] body = client.getInputStream().readNBytes(LARGE);
      assertThat(length(head)).isEqualTo(LARGE);
      assertThat(Fingerprint.of(body)).isEqualTo(episode.sha256());
    }
    namesNoAddress(path);
  }

  @Test
  void logsNoAddressOfAClientThatGoes() throws Exception {
    ShelvedEpisode episode = shelved("x".repeat(LARGE));
    String path = served.listener() + "media/" + episode.guid() + ".mp3";
    try (Socket client = slow(served)) {
      ask(client, "GET", path, null);
      head(client.getInputStream());
      client.setSoLinger(true, 0);
    }
    served.server.close(); // waits for what is being sent
    assertThat(logged.lines(Damages.class.getName())).isEmpty();
    namesNoAddress(path);
  }

  @Test
  void saysThatTheLibraryCannotBeRead() throws Exception {
    ShelvedEpisode episode = shelved(SOUND);
    String listener = served.listener();
    served.get(listener + "feed.xml").close(); // its token is known
    served.library.close();
    for (String path :
        new String[] {
          "feed.xml",
          "shows/morning/feed.xml",
          "media/" + episode.guid() + ".vtt",
          "media/" + episode.guid() + ".mp3"
        }) {
      try (Response answer = served.get(listener + path)) {
        assertThat(answer.code()).as(path).isEqualTo(503);
        assertThat(answer.body().string()).isEqualTo(LibraryServer.UNREADABLE);
      }
      namesNoAddress(listener + path);
    }
  }

  private ShelvedEpisode shelved(String sound) throws Exception {
    return served.library.shelve(Episodes.of(folder.resolve("bench"), Fixtures.EDITION, sound));
  }

  private Path sound(ShelvedEpisode episode) {
    return served.library.media().path(episode.sha256(), ".mp3");
  }

  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private void refuses(Fate fate, String method, String path, String... headers) throws Exception {
    try (Response answer = served.send(method, path, headers)) {
      String asked = method + " " + String.join(" ", headers);
      assertThat(answer.code()).as(asked).isEqualTo(fate.status);
      assertThat(answer.header("Content-Range")).as(asked).isNull();
      assertThat(answer.header("ETag")).as(asked).isNull();
      assertThat(answer.body().string())
          .as(asked)
          .isEqualTo(
              method.equals("HEAD")
                  ? ""
                  : "This file "
                      + fate.words
                      + (fate.status == 503 ? " on the server" : "")
                      + ". Its owner finds out more with 'larksong doctor'.\n");
    }
  }

  private void namesNoAddress(String path) {
    assertThat(logged.text())
        .doesNotContain(path)
        .doesNotContain(path.split("/", -1)[2])
        .doesNotContain("Exception: ");
    assertThat(logged.lines("org.eclipse.jetty"))
        .noneMatch(line -> line.contains("/t/") || line.contains("/media/"));
  }

  /** A client that takes little at a time. */
  private static Socket slow(Served served) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1 << 13);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.server.port()));
    return socket;
  }

  private static void ask(Socket client, String method, String path, String range)
      throws IOException {
    String asked =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + (range == null ? "" : "Range: " + range + "\r\n")
            + "\r\n";
    client.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  private static int length(String head) {
    return Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1"));
  }

  /** It ends early; what came of it. */
  private static String shortBody(Socket client, int announced) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      client.getInputStream().transferTo(body);
    } catch (IOException e) {
      // The connection was reset, which a client notices as well.
    }
    assertThat(body.size()).isLessThan(announced);
    return body.toString(StandardCharsets.ISO_8859_1);
  }
}
