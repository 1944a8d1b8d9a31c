package larksong.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import larksong.model.Show;
import larksong.model.Voice;

/**
 * One show as the owner wrote it: {@code shows/NAME.yaml}.
 *
 * @param sources one section for each source; its adapter reads it
 * @param writer {@code outline}, or the name of a model
 * @param judge the name of a model that looks at the script a second time
 * @param publish names of targets
 * @param strict whether an edition is held that a model did not get right, instead of mended
 * @param keep which editions stay in the library; without it, all
 * @param ping an outside watch that is told how each edition ended
 * @param skipWhenQuiet whether a day without anything to say makes no edition
 */
public record ShowFile(
    Show show,
    Kind kind,
    Routine routine,
    List<Section> sources,
    String writer,
    Optional<String> judge,
    List<String> publish,
    boolean strict,
    boolean skipWhenQuiet,
    Optional<Keep> keep,
    Optional<URI> ping,
    List<String> privateNames,
    List<Pattern> privatePatterns,
    Section file) {

  /** The writer that needs no model, and the target that is always there. */
  public static final String OUTLINE = "outline";

  public static final String LIBRARY = "library";

  private static final String EMBEDDED_VOICE = "freetts:kevin16";

  static ShowFile of(
      Path path, Section file, Installation installation, Path folder, List<Problem> problems) {
    String fileName = String.valueOf(path.getFileName());
    String name = fileName.replaceFirst("\\.ya?ml$", "");
    boolean named = Show.isName(name);
    if (!named) {
      file.problem("title", "expected a file name of a-z, 0-9 and '-' but was '" + fileName + "'");
    }
    Routine routine = Routine.of(file.section("schedule"));
    Locale language = file.language("language", Locale.UK);
    Kind kind = Kind.read(kind(file, folder), language, folder, problems);
    Duration length = file.duration("length", kind.length());
    if (length.toSeconds() < 10 || length.toHours() > 3) {
      file.problem("length", "expected from 10s to 3h but was " + length);
      length = kind.length();
    }
    Show show =
        new Show(
            named ? name : "unnamed",
            file.text("title", "Morning briefing"),
            file.text("description").orElse(""),
            kind.name(),
            language,
            file.zone("zone", ZoneId.systemDefault()),
            length,
            file.text("listener").or(installation::listener),
            voices(file));
    ShowFile read =
        new ShowFile(
            show,
            kind,
            routine,
            file.sections("sources"),
            file.text("writer").orElse(OUTLINE),
            file.text("judge"),
            file.texts("publish", List.of(LIBRARY)),
            file.choice("strictness", "mend", List.of("mend", "hold")).equals("hold"),
            file.choice("when-quiet", "say", List.of("say", "skip")).equals("skip"),
            keep(file),
            file.address("ping"),
            Stream.concat(
                    installation.privateNames().stream(),
                    file.texts("private-names", List.of()).stream())
                .toList(),
            patterns(file),
            file);
    read.check(installation);
    file.finish();
    return read;
  }

  /** Whether the owner left the choice of the host's voice open. */
  public boolean leavesVoiceOpen() {
    return !file.keys().contains("voices");
  }

  /** The same, of a show that was completed. */
  public ShowFile with(Show completed) {
    return with(completed, writer, judge);
  }

  /** The same, written without any model. */
  public ShowFile withoutModel() {
    return with(show, OUTLINE, Optional.empty());
  }

  private ShowFile with(Show completed, String writtenBy, Optional<String> judgedBy) {
    return new ShowFile(
        completed,
        kind,
        routine,
        sources,
        writtenBy,
        judgedBy,
        publish,
        strict,
        skipWhenQuiet,
        keep,
        ping,
        privateNames,
        privatePatterns,
        file);
  }

  /** The kind that is asked for, if there is one of that name. */
  private static String kind(Section file, Path folder) {
    String written = file.text("kind", "morning-briefing");
    Set<String> kinds = Kind.all(folder);
    if (kinds.contains(written)) {
      return written;
    }
    file.problem(
        "kind",
        "no kind '"
            + written
            + "'. Kinds: "
            + String.join(", ", kinds)
            + Nearest.hint(written, kinds));
    return kinds.iterator().next();
  }

  private void check(Installation installation) {
    if (sources.isEmpty()) {
      file.problem("sources", "is required; for example [{ calendar: my.ics }]");
    }
    if (!writer.equals(OUTLINE)) {
      checkModel("writer", writer, installation);
    }
    judge.ifPresent(model -> checkModel("judge", model, installation));
    if (publish.isEmpty()) {
      file.problem("publish", "expected at least one target, such as library");
    }
    if (show.title().length() > 200 || show.description().length() > 4000) {
      file.problem("title", "expected at most 200 characters, and 4000 in the description");
    }
    for (String target : publish) {
      if (!target.equals(LIBRARY) && !installation.targets().containsKey(target)) {
        file.problem(
            "publish",
            "no target '"
                + target
                + "'. Targets: library"
                + installation.targets().keySet().stream()
                    .map(name -> ", " + name)
                    .reduce("", String::concat));
      }
    }
  }

  private void checkModel(String key, String model, Installation installation) {
    Set<String> models = installation.models().keySet();
    if (!models.contains(model)) {
      file.problem(
          key,
          "no model '"
              + model
              + "'. Models: "
              + Stream.concat(
                      key.equals("writer") ? Stream.of(OUTLINE) : Stream.of(), models.stream())
                  .collect(Collectors.joining(", "))
              + Nearest.hint(model, models));
    }
  }

  /**
   * Which editions stay in the library.
   *
   * @param editions how many of the newest, whatever their age
   * @param age how long the others
   */
  public record Keep(int editions, Duration age) {}

  private static Optional<Keep> keep(Section file) {
    boolean written = file.isMapping("keep");
    Section section = file.section("keep");
    Keep keep =
        new Keep(
            section.integer("editions", 1, 1, 1_000_000), section.duration("for", Duration.ZERO));
    section.finish();
    return written ? Optional.of(keep) : Optional.empty();
  }

  private static List<Pattern> patterns(Section file) {
    List<Pattern> patterns = new ArrayList<>();
    for (String written : file.texts("private-patterns", List.of())) {
      try {
        patterns.add(Pattern.compile(written));
      } catch (PatternSyntaxException e) {
        file.problem(
            "private-patterns",
            "expected a regular expression as RE2 has them, without look-around, but was '"
                + written
                + "'");
      }
    }
    return patterns;
  }

  private static Map<String, Voice> voices(Section file) {
    Map<String, Voice> voices = new LinkedHashMap<>();
    voices.put(Show.HOST, Voice.of(EMBEDDED_VOICE));
    if (!file.isMapping("voices")) {
      file.text("voices").ifPresent(written -> put(voices, file, "voices", Show.HOST, written));
      return voices;
    }
    Section section = file.section("voices");
    for (String speaker : section.keys()) {
      section.text(speaker).ifPresent(written -> put(voices, section, speaker, speaker, written));
    }
    return voices;
  }

  private static void put(
      Map<String, Voice> voices, Section section, String key, String speaker, String written) {
    try {
      voices.put(speaker, Voice.of(written));
    } catch (IllegalArgumentException e) {
      section.problem(key, String.valueOf(e.getMessage()));
    }
  }
}
