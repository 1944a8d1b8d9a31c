package larksong.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import larksong.library.Base62;
import larksong.library.Library;
import larksong.library.Upload;
import larksong.library.access.Accounts.Visitor;
import larksong.library.access.Tokens;
import larksong.library.access.Tokens.Grant;
import larksong.library.feed.Addresses;
import larksong.library.intake.Intake;
import larksong.library.journal.Calls;
import larksong.library.journal.Deliveries;
import larksong.library.journal.Delivery;
import larksong.library.store.Store;
import larksong.model.RunStatus;

/** The owner's desk: what is being made, what waits, what happened, what is due, who may listen. */
final class StudioPages {

  private static final int LATELY = 30;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

  private final SignIn signIn;
  private final Library library;
  private final Intake intake;
  private final Tokens tokens;
  private final StudioView studio;
  private final Supplier<URI> publicUrl;
  private final ZoneId zone;

  StudioPages(
      SignIn signIn, LibraryServer.Services services, Intake intake, Supplier<URI> publicUrl) {
    this.signIn = signIn;
    this.library = services.library();
    this.intake = intake;
    this.tokens = services.tokens();
    this.studio = services.studio();
    this.publicUrl = publicUrl;
    this.zone = services.clock().getZone();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/studio/", context -> page(context, Map.of()));
    routes.get("/studio/now", this::now);
    routes.get("/studio/enter/{secret}", signIn::enter);
    routes.post("/studio/sign-in", signIn::signIn);
    routes.get("/studio/uploads/{id}", this::sound);
    routes.post("/studio/sign-out", signIn.form(signIn::signOut));
    routes.post("/studio/uploads/{id}", signIn.form(this::decide));
    routes.post("/studio/devices", signIn.form(this::addDevice));
    routes.post("/studio/tokens/{id}", signIn.form(this::revoke));
  }

  private void page(Context context, Map<String, Object> news) {
    Optional<Visitor> visitor = signIn.owner(context);
    if (visitor.isEmpty()) {
      Pages.show(context, 200, "signin", Map.of());
      return;
    }
    Map<String, Object> words = new HashMap<>(news);
    words.put("form", visitor.get().form());
    words.put("making", making());
    words.put("held", intake.held().stream().map(this::words).toList());
    words.put("ended", ended());
    words.put("gaps", studio.gaps().stream().map(this::words).toList());
    words.put("week", week());
    words.put(
        "missing",
        new Deliveries(library.store()).missing().stream().map(StudioPages::words).toList());
    words.put(
        "months", new Calls(library.store()).months().stream().map(StudioPages::words).toList());
    words.put("tokens", tokens.list().stream().map(this::words).toList());
    Pages.show(context, 200, "studio", words);
  }

  /** The part of the page that changes while one looks. */
  private void now(Context context) {
    if (signIn.owner(context).isEmpty()) {
      context.status(403);
      return;
    }
    Pages.show(context, 200, "now", Map.of("making", making()));
  }

  private List<Map<String, Object>> making() {
    return studio.now().stream()
        .map(
            making ->
                Map.<String, Object>of(
                    "edition", making.edition().text(),
                    "stage", making.stage(),
                    "percent", making.percent()))
        .toList();
  }

  private List<Map<String, Object>> ended() {
    return studio.lately().stream()
        .limit(LATELY)
        .map(
            run -> {
              Map<String, Object> words = new HashMap<>();
              words.put("edition", run.edition().text());
              words.put("status", run.status().word());
              words.put("when", time(run.ended()));
              words.put("reason", run.reason());
              words.put("remarks", run.remarks());
              words.put(
                  "waiting",
                  run.status() == RunStatus.HELD
                      ? run.edition().show() + "/" + run.edition().slug()
                      : "");
              return words;
            })
        .toList();
  }

  /** The days of the coming week that have something, each with its editions. */
  private List<Map<String, Object>> week() {
    Map<LocalDate, List<Map<String, Object>>> days = new TreeMap<>();
    for (StudioView.Due due : studio.due()) {
      days.computeIfAbsent(due.at().toLocalDate(), day -> new ArrayList<>())
          .add(
              Map.of(
                  "show", due.show(),
                  "when", CLOCK.format(due.at()),
                  "zone", due.at().getZone().equals(zone) ? "" : due.at().getZone().getId()));
    }
    return days.entrySet().stream()
        .map(day -> Map.of("day", DAY.format(day.getKey()), "editions", day.getValue()))
        .toList();
  }

  private static Map<String, Object> words(Delivery delivery) {
    return Map.of(
        "edition",
        delivery.edition().text(),
        "target",
        delivery.label(),
        "state",
        switch (delivery.state()) {
          case WAITING -> "waits";
          case SENT -> "sent, not ready yet";
          case REFUSED -> "refused";
          case THERE -> "there";
          case LOST -> "lost there";
          case DROPPED -> "dropped";
          case ENDING, DELETING -> "to be taken away";
        },
        "reason",
        delivery.reason());
  }

  private Map<String, Object> words(StudioView.Missing missing) {
    return Map.of(
        "source", missing.source(),
        "show", missing.show(),
        "times", missing.editions(),
        "when", time(missing.last()),
        "reason", missing.reason());
  }

  private Map<String, Object> words(Upload upload) {
    return Map.of(
        "id", Base62.of(upload.guid()),
        "title", upload.details().title(),
        "show", upload.show(),
        "uploader", upload.uploader(),
        "when", time(upload.created()));
  }

  private static Map<String, Object> words(Calls.Monthly month) {
    return Map.of(
        "month", month.month(),
        "model", month.model(),
        "calls", month.spent().calls(),
        "tokens", month.spent().tokens(),
        "price", month.spent().price().toPlainString());
  }

  private Map<String, Object> words(Grant grant) {
    Map<String, Object> words = new HashMap<>();
    words.put("id", grant.id().toString());
    words.put("name", grant.name());
    words.put("account", grant.account().equals(Store.OWNER) ? "" : grant.account());
    words.put("kind", grant.kind() == Tokens.Kind.LISTEN ? "listens" : "publishes");
    words.put("used", grant.lastUsed().map(this::time).orElse("never"));
    words.put("valid", grant.revoked().isEmpty());
    return words;
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  private Optional<Upload> held(Context context) {
    return Base62.guid(context.pathParam("id")).flatMap(intake::held);
  }

  /** What waits can be heard by the owner alone. */
  private void sound(Context context) throws IOException {
    Optional<Upload> upload = signIn.owner(context).flatMap(visitor -> held(context));
    if (upload.isEmpty()) {
      context.status(404);
      return;
    }
    Path sound = intake.heldSound(upload.get());
    InputStream in = Files.newInputStream(sound);
    context
        .contentType("audio/mpeg")
        .header("Content-Length", String.valueOf(Files.size(sound)))
        .result(in);
  }

  private void decide(Context context) throws IOException {
    Optional<Upload> upload = held(context);
    String decision = Objects.requireNonNullElse(context.formParam("decision"), "");
    if (upload.isPresent() && decision.equals("approve")) {
      intake.approve(upload.get());
    } else if (upload.isPresent() && decision.equals("drop")) {
      intake.drop(upload.get());
    }
    context.redirect("../", HttpStatus.SEE_OTHER);
  }

  /** Shows the new address at once; the page does not show it again. */
  private void addDevice(Context context) {
    String name = Objects.requireNonNullElse(context.formParam("name"), "").strip();
    if (!name.matches("[\\p{L}\\p{N} ._'-]{1,100}")) {
      context.redirect("./", HttpStatus.SEE_OTHER);
      return;
    }
    String address = Addresses.of(publicUrl.get(), tokens.listening(name)).library();
    Map<String, Object> news = new HashMap<>();
    news.put("device", name);
    news.put("address", address);
    news.put("qr", QrCode.svg(address));
    page(context, news);
  }

  private void revoke(Context context) {
    String id = context.pathParam("id");
    tokens.list().stream()
        .filter(grant -> grant.id().toString().equals(id))
        .forEach(tokens::revoke);
    context.redirect("../", HttpStatus.SEE_OTHER);
  }
}
