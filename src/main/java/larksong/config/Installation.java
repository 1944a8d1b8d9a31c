package larksong.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for all shows: {@code larksong.yaml}.
 *
 * @param publicUrl the address under which listeners reach the server, without a slash at the end
 * @param models the settings of each language model by the name that shows use
 * @param engines the settings of each voice engine beside the embedded one, by name
 * @param targets the settings of each place to publish to, by name
 * @param budget how much the models may cost
 * @param entrance how requests reach the server
 * @param tls with it, the server speaks HTTPS
 * @param cluster what this node shares with others; without it, it is alone
 * @param alerts how the owner is told of trouble
 * @param editionsAtOnce how many editions are made side by side
 * @param privateNames people whose names nobody elsewhere sees, in any show
 * @param accessLog whether each request to the server gets a line in the log
 * @param ffmpeg a program to use instead of the one that is packaged
 */
public record Installation(
    String bind,
    int port,
    URI publicUrl,
    Optional<String> listener,
    Map<String, Section> models,
    Map<String, Section> engines,
    Map<String, Section> targets,
    Budget budget,
    Uploads uploads,
    Entrance entrance,
    Optional<Tls> tls,
    Optional<Cluster> cluster,
    Alerts alerts,
    int editionsAtOnce,
    List<String> privateNames,
    boolean accessLog,
    Optional<Path> ffmpeg) {

  /**
   * What an account may send.
   *
   * @param mebibytes all its uploads together
   * @param anHour how many it may announce in an hour
   */
  public record Uploads(int mebibytes, int anHour) {}

  /**
   * By what names the server is asked for, beside its own, and through which proxies.
   *
   * @param proxies whose word on whom a request comes from is believed
   */
  public record Entrance(List<String> hosts, List<Subnet> proxies) {

    static Entrance of(Section server) {
      List<String> hosts = server.texts("hosts", List.of());
      hosts.stream()
          .filter(host -> !host.matches("[\\p{L}\\p{N}._-]+|[0-9a-fA-F:.]+"))
          .forEach(
              host ->
                  server.problem(
                      "hosts",
                      "expected names such as larksong.lan, without http:// and port, but was '"
                          + host
                          + "'"));
      List<Subnet> proxies = new ArrayList<>();
      for (String written : server.texts("proxies", List.of())) {
        Subnet.parse(written)
            .ifPresentOrElse(
                proxies::add,
                () ->
                    server.problem(
                        "proxies",
                        "expected addresses such as 127.0.0.1 or 10.0.0.0/8 but was '"
                            + written
                            + "'"));
      }
      return new Entrance(hosts, List.copyOf(proxies));
    }
  }

  /** The PEM files of a certificate (with those above it) and of its key. */
  public record Tls(Path certificate, Path key) {

    static Optional<Tls> of(Section section) {
      Optional<Path> certificate = section.path("certificate");
      Optional<Path> key = section.path("key");
      section.finish();
      if (certificate.isPresent() != key.isPresent()) {
        section.problem("", "expected both, certificate and key, or neither of them");
      }
      return certificate.flatMap(chain -> key.map(secret -> new Tls(chain, secret)));
    }
  }

  /**
   * An e-mail address and the server that takes messages for it.
   *
   * @param server {@code smtp://host:port} or {@code smtps://host:port}
   */
  public record Mail(URI server, String user, Secret password, String from, String to) {

    static Optional<Mail> of(Section section) {
      if (section.keys().isEmpty()) {
        return Optional.empty();
      }
      String to = section.text("to", "ada@example.com");
      Mail mail =
          new Mail(
              server(section),
              section.text("user").orElse(""),
              section.secret("password").orElse(new Secret("")),
              section.text("from").orElse(to),
              to);
      section.finish();
      return Optional.of(mail);
    }

    private static URI server(Section section) {
      String written = section.text("server", "smtps://mail.example.com");
      if (!written.matches("smtps?://[A-Za-z0-9.-]+(:\\d{1,5})?")) {
        section.problem(
            "server",
            "expected an address such as smtps://mail.example.com but was '" + written + "'");
        return URI.create("smtps://mail.example.com");
      }
      return URI.create(written);
    }
  }

  /**
   * What several nodes share.
   *
   * @param database such as {@code jdbc:postgresql://host/name}
   * @param media the settings of a bucket
   * @param lease how long a node that is not heard of keeps what it is at work on
   * @param shards among how many schedulers in the database the shows are spread
   */
  public record Cluster(
      String database, String user, Secret password, Section media, Duration lease, int shards) {

    static Optional<Cluster> of(Section section) {
      if (section.keys().isEmpty()) {
        return Optional.empty();
      }
      String database = section.text("database", "jdbc:postgresql://db.example.com/larksong");
      if (!database.startsWith("jdbc:postgresql:")) {
        section.problem(
            "database", "expected an address such as jdbc:postgresql://db.example.com/larksong");
      }
      Cluster cluster =
          new Cluster(
              database,
              section.text("user", "larksong"),
              section.secret("password").orElse(new Secret("")),
              section.section("media"),
              section.duration("lease", Duration.ofMinutes(1)),
              section.integer("shards", 1, 1, 16));
      section.finish();
      return Optional.of(cluster);
    }
  }

  /** Ways to the owner; none, if all are empty. */
  public record Alerts(
      Optional<URI> ntfy, Optional<URI> webhook, Optional<Mail> mail, List<String> command) {

    static Alerts of(Section section) {
      Alerts alerts =
          new Alerts(
              section.address("ntfy"),
              section.address("webhook"),
              Mail.of(section.section("mail")),
              section.texts("command", List.of()));
      section.finish();
      return alerts;
    }
  }

  static final int DEFAULT_PORT = 8484;

  static Installation of(Section file) {
    Section server = file.section("server");
    String bind = server.text("bind").orElse("127.0.0.1");
    int port = server.integer("port", DEFAULT_PORT, 0, 65_535);
    Optional<Tls> tls = Tls.of(server.section("tls"));
    String scheme = tls.isPresent() ? "https" : "http";
    URI publicUrl =
        server.address("public-url").orElseGet(() -> URI.create(scheme + "://localhost:" + port));
    if (tls.isPresent() && "http".equals(publicUrl.getScheme())) {
      server.problem("public-url", "expected an https address, because of tls");
    }
    Section sent = server.section("uploads");
    Uploads uploads =
        new Uploads(
            sent.integer("mebibytes", 20_480, 1, 100_000_000),
            sent.integer("an-hour", 60, 1, 100_000));
    sent.finish();
    boolean accessLog = server.flag("access-log", false);
    Entrance entrance = Entrance.of(server);
    server.finish();
    Installation installation =
        new Installation(
            bind,
            port,
            URI.create(publicUrl.toString().replaceFirst("/+$", "")),
            file.text("listener"),
            sections(file.section("models")),
            sections(file.section("engines")),
            sections(file.section("targets")),
            Budget.of(file.section("budget")),
            uploads,
            entrance,
            tls,
            Cluster.of(file.section("cluster")),
            Alerts.of(file.section("alerts")),
            file.integer("editions-at-once", 2, 1, 100),
            file.texts("private-names", List.of()),
            accessLog,
            file.path("ffmpeg"));
    file.finish();
    return installation;
  }

  private static Map<String, Section> sections(Section parent) {
    Map<String, Section> sections = new LinkedHashMap<>();
    for (String key : parent.keys()) {
      sections.put(key, parent.section(key));
    }
    return sections;
  }
}
