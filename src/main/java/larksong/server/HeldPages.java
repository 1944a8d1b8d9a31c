package larksong.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import larksong.files.Fingerprint;
import larksong.json.Json;
import larksong.model.Finding;
import larksong.model.Line;
import larksong.model.Script;
import larksong.model.Segment;
import larksong.server.HeldScripts.Evidence;
import larksong.server.HeldScripts.Waiting;

/** Shows the owner a script that was held beside what it rests on, and takes their word on it. */
final class HeldPages {

  private static final String PATH = "/studio/editions/{show}/{edition}";

  private final SignIn signIn;
  private final HeldScripts scripts;

  HeldPages(SignIn signIn, HeldScripts scripts) {
    this.signIn = signIn;
    this.scripts = scripts;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH, this::page);
    routes.post(PATH, signIn.form(this::decide));
  }

  private void page(Context context) {
    if (signIn.owner(context).isEmpty()) {
      Pages.show(context, 200, "signin", Map.of());
      return;
    }
    Optional<Waiting> held = held(context);
    if (held.isEmpty()) {
      Pages.show(context, 404, "missing", Map.of());
      return;
    }
    Waiting waiting = held.get();
    show(context, waiting, Revision.of(waiting.script()), waiting, false);
  }

  private Optional<Waiting> held(Context context) {
    return scripts.find(context.pathParam("show"), context.pathParam("edition"));
  }

  private void decide(Context context) throws IOException {
    String show = context.pathParam("show");
    String edition = context.pathParam("edition");
    String decision = Objects.requireNonNullElse(context.formParam("decision"), "");
    Optional<Waiting> held = held(context);
    if (held.isPresent() && !isOf(held.get(), context)) {
      context.redirect(context.path(), HttpStatus.SEE_OTHER); // made again since it was shown
      return;
    }
    Optional<Revision> revision = held.map(one -> Revision.of(one.script(), context::formParam));
    Optional<Script> edited = revision.flatMap(Revision::script);
    if (edited.isPresent() && decision.equals("check")) {
      Optional<Waiting> checked = scripts.check(show, edition, edited.get());
      if (checked.isPresent()) {
        show(context, held.get(), revision.get(), checked.get(), true);
        return;
      }
    } else if (edited.isPresent() && decision.equals("approve")) {
      scripts.approve(show, edition, edited.get());
    } else if (decision.equals("drop")) {
      scripts.drop(show, edition);
    }
    context.redirect("/studio/", HttpStatus.SEE_OTHER);
  }

  /** Whether the form belongs to the script that is held now. */
  private static boolean isOf(Waiting held, Context context) {
    return fingerprint(held).equals(context.formParam("script"));
  }

  private static String fingerprint(Waiting held) {
    return Fingerprint.of(Json.write(held.script()));
  }

  /** The lines stand where they stood in the script that is held, also those that were emptied. */
  private void show(
      Context context, Waiting held, Revision revision, Waiting judged, boolean checked) {
    List<Finding> general =
        judged.findings().stream().filter(finding -> finding.place().isEmpty()).toList();
    Map<String, Object> words = new HashMap<>();
    words.put("form", signIn.owner(context).orElseThrow().form());
    words.put("script", fingerprint(held));
    words.put("edition", context.pathParam("show") + "/" + context.pathParam("edition"));
    words.put("show", context.pathParam("show"));
    words.put("title", held.script().title());
    words.put("approved", held.approved());
    words.put("holds", judged.findings().stream().anyMatch(Finding::holds));
    words.put("checked", checked);
    words.put("findings", general.stream().map(HeldPages::words).toList());
    words.put("segments", segments(held, revision, judged));
    Pages.show(context, 200, "held", words);
  }

  private static List<Map<String, Object>> segments(
      Waiting held, Revision revision, Waiting judged) {
    List<Map<String, Object>> segments = new ArrayList<>();
    for (int i = 0; i < held.script().segments().size(); i++) {
      Segment segment = held.script().segments().get(i);
      List<Map<String, Object>> lines = new ArrayList<>();
      for (int j = 0; j < segment.lines().size(); j++) {
        lines.add(line(segment.lines().get(j), revision, judged, i, j));
      }
      segments.add(Map.of("heading", segment.heading(), "lines", lines));
    }
    return segments;
  }

  private static Map<String, Object> line(
      Line line, Revision revision, Waiting judged, int segment, int number) {
    String text = revision.text(segment, number);
    List<Map<String, Object>> findings =
        judged.findings().stream()
            .filter(
                finding ->
                    finding
                        .place()
                        .filter(place -> revision.isAt(place, segment, number))
                        .isPresent())
            .map(HeldPages::words)
            .toList();
    List<String> rests =
        judged.evidence().stream()
            .filter(evidence -> revision.isAt(evidence.place(), segment, number))
            .map(Evidence::items)
            .flatMap(List::stream)
            .distinct()
            .toList();
    return Map.of(
        "name",
        Revision.name(segment, number),
        "speaker",
        line.speaker(),
        "text",
        text,
        "rows",
        text.length() / 60 + 2,
        "findings",
        findings,
        "rests",
        rests);
  }

  private static Map<String, Object> words(Finding finding) {
    return Map.of("check", finding.check(), "reason", finding.reason(), "holds", finding.holds());
  }
}
