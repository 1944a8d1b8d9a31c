package larksong.alert;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;

/** Sends messages as e-mail through the owner's own server (RFC 5321). */
public final class MailMessenger implements Messenger {

  private static final String DEADLINE = "30000";
  private static final int SUBMISSION = 587;
  private static final int SUBMISSION_IN_TLS = 465;

  private final URI server;
  private final String user;
  private final String password;
  private final String from;
  private final String to;
  private final Clock clock;

  /**
   * A messenger.
   *
   * @param server {@code smtps://host}, or {@code smtp://host}, which goes on in TLS unless the
   *     server is on this machine
   * @param user empty for a server that asks for none
   */
  public MailMessenger(
      URI server, String user, String password, String from, String to, Clock clock) {
    this.server = server;
    this.user = user;
    this.password = password;
    this.from = from;
    this.to = to;
    this.clock = clock;
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
      try (Transport transport = session.getTransport(scheme())) {
        transport.connect(
            server.getHost(),
            port(),
            user.isEmpty() ? null : user,
            user.isEmpty() ? null : password);
        transport.sendMessage(message, message.getAllRecipients());
      }
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

  private Properties properties() {
    Properties properties = new Properties();
    for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail." + scheme() + "." + timeout, DEADLINE);
    }
    properties.setProperty("mail." + scheme() + ".auth", String.valueOf(!user.isEmpty()));
    properties.setProperty("mail.smtp.starttls.enable", "true");
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(!isHere()));
    properties.setProperty("mail." + scheme() + ".ssl.checkserveridentity", "true");
    return properties;
  }

  private String scheme() {
    return "smtps".equals(server.getScheme()) ? "smtps" : "smtp";
  }

  private boolean isHere() {
    return "localhost".equals(server.getHost()) || "127.0.0.1".equals(server.getHost());
  }

  private int port() {
    if (server.getPort() > 0) {
      return server.getPort();
    }
    return scheme().equals("smtps") ? SUBMISSION_IN_TLS : SUBMISSION;
  }
}
