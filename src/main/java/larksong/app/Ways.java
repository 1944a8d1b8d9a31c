package larksong.app;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import larksong.alert.CommandMessenger;
import larksong.alert.MailMessenger;
import larksong.alert.Messenger;
import larksong.alert.WebMessenger;
import larksong.config.Installation;

/** The ways to the owner that are configured. */
final class Ways {

  private Ways() {}

  /** Each by its key in {@code alerts}. */
  static Map<String, Messenger> of(Installation.Alerts alerts, WebMessenger web, Clock clock) {
    Map<String, Messenger> ways = new LinkedHashMap<>();
    alerts.ntfy().ifPresent(topic -> ways.put("ntfy", web.ntfy(topic)));
    alerts.webhook().ifPresent(address -> ways.put("webhook", web.webhook(address)));
    alerts.mail().ifPresent(mail -> ways.put("mail", mail(mail, clock)));
    if (!alerts.command().isEmpty()) {
      ways.put("command", new CommandMessenger(alerts.command()));
    }
    return ways;
  }

  /** The same with {@code --offline}: no program that is not ours runs, and no mail goes. */
  static Map<String, Messenger> offline(Installation.Alerts alerts, WebMessenger web) {
    Map<String, Messenger> ways = new LinkedHashMap<>();
    alerts.ntfy().ifPresent(topic -> ways.put("ntfy", web.ntfy(topic)));
    alerts.webhook().ifPresent(address -> ways.put("webhook", web.webhook(address)));
    alerts.mail().ifPresent(mail -> ways.put("mail", silent()));
    if (!alerts.command().isEmpty()) {
      ways.put("command", silent());
    }
    return ways;
  }

  private static Messenger silent() {
    return new Messenger() {
      @Override
      public void tell(String title, String text) throws IOException {
        throw new IOException("not told, because of --offline");
      }

      @Override
      public void check() {}
    };
  }

  private static Messenger mail(Installation.Mail mail, Clock clock) {
    return new MailMessenger(
        mail.server(), mail.user(), mail.password().reveal(), mail.from(), mail.to(), clock);
  }
}
