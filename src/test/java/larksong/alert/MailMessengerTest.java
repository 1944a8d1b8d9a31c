package larksong.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocketFactory;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.model.Level;
import larksong.net.LimitedSockets;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that take mail, and some that do not behave. */
@Timeout(30)
class MailMessengerTest {

  private final Errand.Scope free = Errand.current().of(Level.FREE).begin();

  @AfterEach
  void endErrand() {
    free.close();
  }

  /** Another address of this machine, which stands for another machine. */
  private static final String ELSEWHERE = "127.0.0.2";

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getByName(ELSEWHERE));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  /** What a server does with a client. */
  private interface Manners {
    void with(Socket client) throws IOException;
  }

  private void serve(Manners manners) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                manners.with(client);
              } catch (IOException e) {
                heard.add("(hung up)");
              }
            },
            "mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Speaks as RFC 5321 has it, until the client leaves or goes on in TLS. */
  private boolean talk(Socket client, String offered) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    OutputStream out = client.getOutputStream();
    if (!(client instanceof javax.net.ssl.SSLSocket)) {
      say(out, "220 mail.example.com");
    }
    boolean inData = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      heard.add(line);
      if (inData) {
        inData = !line.equals(".");
        if (!inData) {
          say(out, "250 taken");
        }
      } else if (line.startsWith("EHLO")) {
        say(out, offered.isEmpty() ? "250 mail.example.com" : "250-mail\r\n250 " + offered);
      } else if (line.equals("STARTTLS")) {
        say(out, "220 go on");
        return true;
      } else if (line.equals("DATA")) {
        inData = true;
        say(out, "354 go on");
      } else {
        say(out, "250 well");
      }
    }
    return false;
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private MailMessenger messenger(SSLSocketFactory encrypting, Duration whole) {
    return new MailMessenger(
        new MailMessenger.Server(
            URI.create("smtp://" + ELSEWHERE + ":" + server.getLocalPort()), "", ""),
        "ada@example.com",
        "ada@example.com",
        Clock.systemUTC(),
        EgressRecord.NONE,
        new MailMessenger.Lines(new LimitedSockets(whole, 10_000), encrypting));
  }

  private MailMessenger messenger(Duration whole) {
    return messenger((SSLSocketFactory) SSLSocketFactory.getDefault(), whole);
  }

  /** A certificate for a name, whose maker the client trusts or not. */
  private void inTls(String name, boolean trusted) throws Exception {
    HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName(name).signedBy(root).build();
    SSLSocketFactory ours =
        new HandshakeCertificates.Builder().heldCertificate(own).build().sslSocketFactory();
    serve(
        client -> {
          if (talk(client, "STARTTLS")) {
            var encrypted =
                (javax.net.ssl.SSLSocket) ours.createSocket(client, null, client.getPort(), true);
            encrypted.setUseClientMode(false);
            talk(encrypted, "");
          }
        });
    HandshakeCertificates.Builder known = new HandshakeCertificates.Builder();
    if (trusted) {
      known.addTrustedCertificate(root.certificate());
    }
    messenger(known.build().sslSocketFactory(), Duration.ofSeconds(20)).tell("Title", "Text");
  }

  @Test
  void sendsInTlsToAServerOfThatName() throws Exception {
    inTls(ELSEWHERE, true);

    assertThat(heard).contains("STARTTLS", "Subject: Title");
    assertThat(heard.indexOf("STARTTLS")).isLessThan(heard.indexOf("Subject: Title"));
  }

  @Test
  void tellsNothingToAServerOfAnotherNameOrThatNobodyKnows() {
    assertThatThrownBy(() -> inTls("mail.example.com", true)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> inTls(ELSEWHERE, false))
        .hasMessageContaining("the mail server at 127.0.0.2 did not take the message")
        .hasMessageContaining("Check alerts.mail");

    assertThat(heard).noneMatch(line -> line.startsWith("MAIL") || line.contains("Title"));
  }

  @Test
  void tellsNothingInClearToAServerElsewhereThatOffersNoTls() {
    serve(client -> talk(client, ""));

    assertThatThrownBy(() -> messenger(Duration.ofSeconds(20)).tell("Title", "Text"))
        .isInstanceOf(IOException.class);

    assertThat(heard).noneMatch(line -> line.startsWith("MAIL") || line.contains("Title"));
  }

  @Test
  void readsNoAnswerThatDoesNotEnd() {
    byte[] much = "250-more\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    for (byte[] endless : List.of(much, new byte[10_000])) {
      serve(
          client -> {
            OutputStream out = client.getOutputStream();
            say(out, "220-mail.example.com");
            while (true) {
              out.write(endless);
            }
          });

      assertThatThrownBy(() -> messenger(Duration.ofSeconds(20)).tell("Title", "Text"))
          .isInstanceOf(IOException.class);
    }
  }

  /** Each byte comes in time; all of them never do. */
  @Test
  void waitsForNoServerThatGoesOnForEver() {
    serve(
        client -> {
          InputStream in = client.getInputStream();
          client.setSoTimeout(10);
          while (true) {
            client.getOutputStream().write('2');
            try {
              if (in.read() < 0) {
                return;
              }
            } catch (java.net.SocketTimeoutException e) { // the next byte
            }
          }
        });

    assertThatThrownBy(() -> messenger(Duration.ofSeconds(1)).tell("Title", "Text"))
        .isInstanceOf(IOException.class);
  }
}
