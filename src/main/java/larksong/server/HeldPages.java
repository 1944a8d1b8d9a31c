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
import larksong.model.Finding;
import larksong.model.Line;
import larksong.model.Place;
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
    show(context, held(context), false);
  }

  private Optional<Waiting> held(Context context) {
    return scripts.find(context.pathParam("show"), context.pathParam("edition"));
  }

  private void decide(Context context) throws IOException {
    String show = context.pathParam("show");
    String edition = context.pathParam("edition");
    String decision = Objects.requireNonNullElse(context.formParam("decision"), "");
    Optional<Script> edited = held(context).flatMap(held -> edited(context, held.script()));
    if (edited.isPresent() && decision.equals("check")) {
      show(context, scripts.check(show, edition, edited.get()), true);
      return;
    }
    if (edited.isPresent() && decision.equals("approve")) {
      scripts.approve(show, edition, edited.get());
    } else if (decision.equals("drop")) {
      scripts.drop(show, edition);
    }
    context.redirect("/studio/", HttpStatus.SEE_OTHER);
  }

  /** The script with the form's lines; a line that was emptied is gone. */
  private static Optional<Script> edited(Context context, Script script) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < script.segments().size(); i++) {
      Segment segment = script.segments().get(i);
      List<Line> lines = new ArrayList<>();
      for (int j = 0; j < segment.lines().size(); j++) {
        Line line = segment.lines().get(j);
        String text = Objects.requireNonNullElse(context.formParam(name(i, j)), line.text());
        if (!text.isBlank()) {
          lines.add(new Line(line.speaker(), text.strip(), line.pause()));
        }
      }
      if (!lines.isEmpty()) {
        segments.add(new Segment(segment.heading(), lines, segment.covers()));
      }
    }
    return segments.isEmpty()
        ? Optional.empty()
        : Optional.of(new Script(script.title(), script.summary(), script.language(), segments));
  }

  private static String name(int segment, int line) {
    return "line-" + segment + "-" + line;
  }

  private void show(Context context, Optional<Waiting> held, boolean checked) {
    if (held.isEmpty()) {
      Pages.show(context, 404, "missing", Map.of());
      return;
    }
    Waiting waiting = held.get();
    List<Finding> general =
        waiting.findings().stream().filter(finding -> finding.place().isEmpty()).toList();
    Map<String, Object> words = new HashMap<>();
    words.put("form", signIn.owner(context).orElseThrow().form());
    words.put("edition", context.pathParam("show") + "/" + context.pathParam("edition"));
    words.put("title", waiting.script().title());
    words.put("holds", waiting.findings().stream().anyMatch(Finding::holds));
    words.put("checked", checked);
    words.put("findings", general.stream().map(HeldPages::words).toList());
    words.put("segments", segments(waiting));
    Pages.show(context, 200, "held", words);
  }

  private static List<Map<String, Object>> segments(Waiting waiting) {
    List<Map<String, Object>> segments = new ArrayList<>();
    for (int i = 0; i < waiting.script().segments().size(); i++) {
      Segment segment = waiting.script().segments().get(i);
      List<Map<String, Object>> lines = new ArrayList<>();
      for (int j = 0; j < segment.lines().size(); j++) {
        lines.add(line(waiting, i, j));
      }
      segments.add(Map.of("heading", segment.heading(), "lines", lines));
    }
    return segments;
  }

  private static Map<String, Object> line(Waiting waiting, int segment, int number) {
    Line line = waiting.script().segments().get(segment).lines().get(number);
    List<Map<String, Object>> findings =
        waiting.findings().stream()
            .filter(
                finding ->
                    finding.place().filter(place -> isIn(place, segment, number)).isPresent())
            .map(HeldPages::words)
            .toList();
    List<String> rests =
        waiting.evidence().stream()
            .filter(evidence -> isIn(evidence.place(), segment, number))
            .map(Evidence::items)
            .flatMap(List::stream)
            .distinct()
            .toList();
    return Map.of(
        "name",
        name(segment, number),
        "speaker",
        line.speaker(),
        "text",
        line.text(),
        "rows",
        line.text().length() / 60 + 2,
        "findings",
        findings,
        "rests",
        rests);
  }

  private static boolean isIn(Place place, int segment, int line) {
    return place.segment() == segment && place.line() == line;
  }

  private static Map<String, Object> words(Finding finding) {
    return Map.of("check", finding.check(), "reason", finding.reason(), "holds", finding.holds());
  }
}
