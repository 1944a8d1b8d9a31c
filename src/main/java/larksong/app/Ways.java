package larksong.app;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import larksong.alert.Messenger;
import larksong.alert.WebMessenger;
import larksong.config.Installation;
import larksong.egress.EgressRecord;
import larksong.process.OwnersPrograms;

/** The ways to the owner that are configured, each by its key in {@code alerts}. */
record Ways(Installation.Alerts alerts, WebMessenger web) {

  Map<String, Messenger> of(Clock clock, OwnersPrograms programs, EgressRecord record) {
    Map<String, Messenger> ways = overHttp();
    alerts.mail().ifPresent(mail -> ways.put("mail", Adapters.mail(mail, clock, record)));
    if (!alerts.command().isEmpty()) {
      ways.put("command", Adapters.command(alerts.command(), programs));
    }
    return ways;
  }

  /** The same with {@code --offline}: no program that is not ours runs, and no mail goes. */
  Map<String, Messenger> offline() {
    Map<String, Messenger> ways = overHttp();
    alerts
        .mail()
        .ifPresent(
            mail -> ways.put("mail", new Silent("mail", "a server at", mail.server().getHost())));
    if (!alerts.command().isEmpty()) {
      ways.put("command", new Silent("command", "the program", alerts.command().get(0)));
    }
    return ways;
  }

  private Map<String, Messenger> overHttp() {
    Map<String, Messenger> ways = new LinkedHashMap<>();
    alerts.ntfy().ifPresent(topic -> ways.put("ntfy", web.ntfy(topic)));
    alerts.webhook().ifPresent(address -> ways.put("webhook", web.webhook(address)));
    return ways;
  }

  /** In place of one that may not be used. */
  private record Silent(String way, String what, String name) implements Messenger {
    @Override
    public void tell(String title, String text) throws IOException {
      throw new IOException(
          "not told, because of --offline: expected a way that stays on this machine but alerts."
              + way
              + " is "
              + what
              + " '"
              + name
              + "', which could pass on what it gets. Leave out --offline to use it");
    }
  }
}
