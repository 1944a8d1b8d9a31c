package larksong.alert;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import larksong.egress.EgressRecord;
import larksong.egress.Errand;
import larksong.model.Departure.Part;
import larksong.model.Departure.Purpose;
import larksong.net.LimitedSockets;
import larksong.net.ThisMachine;

/** Sends messages as e-mail through the owner's own server (RFC 5321). */
public final class MailMessenger implements Messenger {

  private static final String DEADLINE = "30000";

  /** For all of a message, and in bytes of what a server has to say to it. */
  private static final LimitedSockets SOCKETS =
      new LimitedSockets(Duration.ofMinutes(1), 256 << 10);

  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_IN_TLS = 465;

  private final URI server;
  private final String user;
  private final String password;
  private final String from;
  private final String to;
  private final Clock clock;
  private final EgressRecord record;
  private final SSLSocketFactory encrypting;
  private final SocketFactory sockets;

  /**
   * A server that takes mail.
   *
   * @param address {@code smtps://host}, or {@code smtp://host}, which goes on in TLS unless the
   *     server is on this machine
   * @param user empty for a server that asks for none
   */
  public record Server(URI address, String user, String password) {}

  /** A messenger; a server on this machine passes on what it gets, so that is noted too. */
  public MailMessenger(Server server, String from, String to, Clock clock, EgressRecord record) {
    this(server, from, to, clock, record, new Lines(SOCKETS, encrypting()));
  }

  private static SSLSocketFactory encrypting() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  /** How a server is reached, and by which certificates it is known. */
  record Lines(SocketFactory sockets, SSLSocketFactory encrypting) {}

  MailMessenger(
      Server server, String from, String to, Clock clock, EgressRecord record, Lines lines) {
    this.sockets = lines.sockets();
    this.encrypting = lines.encrypting();
    this.server = server.address();
    this.user = server.user();
    this.password = server.password();
    this.from = from;
    this.to = to;
    this.clock = clock;
    this.record = record;
  }

  @Override
  public void tell(String title, String text) throws IOException {
    Session session = Session.getInstance(properties());
    try {
      MimeMessage message = new MimeMessage(session);
      message.setFrom(new InternetAddress(from));
      message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
      message.setSubject(title, StandardCharsets.UTF_8.name());
      message.setText(text, StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(clock.instant()));
      message.saveChanges();
      send(session, message);
    } catch (MessagingException e) {
      // its own words may quote the dialogue, and with it the address
      throw new IOException(
          "the mail server at "
              + server.getHost()
              + " did not take the message ("
              + e.getClass().getSimpleName()
              + "). Check alerts.mail",
          e);
    }
  }

  private void send(Session session, MimeMessage message) throws IOException, MessagingException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    message.writeTo(written);
    UUID noted =
        record.note(
            Errand.current()
                .to(Purpose.ALERT, "mail")
                .of(Errand.current().level())
                .leaving(
                    server.getHost(),
                    List.of(Part.of("message", "title", "text")),
                    written.size()));
    boolean connected = false;
    try (Transport transport = session.getTransport(scheme())) {
      transport.connect(
          server.getHost(), port(), user.isEmpty() ? null : user, user.isEmpty() ? null : password);
      connected = true;
      transport.sendMessage(message, message.getAllRecipients());
    } finally {
      if (!connected) {
        record.correct(noted, 0);
      }
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail." + scheme() + "." + timeout, DEADLINE);
    }
    properties.put("mail." + scheme() + ".socketFactory", sockets);
    properties.setProperty("mail." + scheme() + ".socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.socketFactory", encrypting);
    properties.setProperty("mail." + scheme() + ".auth", String.valueOf(!user.isEmpty()));
    properties.setProperty("mail.smtp.starttls.enable", "true");
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(!ThisMachine.is(server)));
    properties.setProperty("mail." + scheme() + ".ssl.checkserveridentity", "true");
    return properties;
  }

  private String scheme() {
    return "smtps".equals(server.getScheme()) ? "smtps" : "smtp";
  }

  private int port() {
    if (server.getPort() > 0) {
      return server.getPort();
    }
    return scheme().equals("smtps") ? SUBMISSION_IN_TLS : SUBMISSION;
  }
}
