package larksong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import larksong.json.Json;

/**
 * What a morning costs: the packaged program makes an edition of about 1,000 words in a cold
 * process, beside the floor and, if {@code -Dlarksong.before} names one, an earlier build, in
 * turns, on homes that have made an edition before. Needs bash, for the CPU time of a process and
 * its children.
 */
public final class ProduceBench {

  private static final String OWN_COMPILER = "floor, with produce's compiler (C1)";
  private static final String BOTH_COMPILERS = "floor, with Java's own choice (C1, C2)";
  private static final int STORIES = 18;
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
  private static final List<String> SENTENCES =
      List.of(
          "The harbour authority has dropped its plan to close the bridge in winter.",
          "Walkers and cyclists save twenty minutes on the way to the ferry.",
          "A new heater for the bearings costs less than anyone had feared.",
          "Boats still go first, so expect a short wait in the afternoon.",
          "The council votes on the money on Tuesday.");

  private final List<Build> builds;
  private final Path folder;
  private final Figures figures = new Figures();

  private ProduceBench(List<Build> builds, Path folder) {
    this.builds = builds;
    this.folder = folder;
  }

  /** Arguments: the jar. */
  public static void main(String[] arguments) throws Exception {
    new ProduceBench(Build.all(arguments[0]), Files.createTempDirectory("larksong-bench")).run();
  }

  private void run() throws Exception {
    Path config = configuration("config", "");
    Build now = builds.get(0);
    material(0);
    Cost firstEver = produce(now, config, FIRST);
    for (Build build : builds.subList(1, builds.size())) {
      produce(build, config, FIRST);
    }
    material(1);
    List<String> encoder = encoder(now, FIRST.plusDays(1));
    int rounds = Figures.rounds();
    for (int round = 0; round < rounds; round++) {
      LocalDate day = FIRST.plusDays(round + 2L);
      material(round + 2);
      for (Build build : builds) {
        figures.add("produce, " + build.name(), produce(build, config, day));
      }
      figures.add(OWN_COMPILER, floor(now, day, encoder, "-XX:TieredStopAtLevel=1"));
      figures.add(BOTH_COMPILERS, floor(now, day, encoder, "-XX:+TieredCompilation"));
    }
    LocalDate last = FIRST.plusDays(rounds + 2L);
    material(rounds + 2);
    Map<String, double[]> stages = stages(now, config, last);
    report(firstEver, stages, words(now, last));
  }

  private Path configuration(String name, String settings) throws IOException {
    Path config = folder.resolve(name);
    Files.createDirectories(config.resolve("shows"));
    Files.writeString(config.resolve("larksong.yaml"), settings);
    Files.writeString(
        config.resolve("shows/bench.yaml"),
        "title: Bench\nkind: morning-briefing\nlength: 30m\nzone: Europe/Stockholm\n"
            + "sources:\n  - notes: ../../notes\n    window: all\n  - feed: ../../feed.xml\n    top: 6\n    since: all\n");
    return config;
  }

  /** Notes and stories that no edition told before. */
  private void material(int round) throws IOException {
    Files.createDirectories(folder.resolve("notes"));
    StringBuilder feed = new StringBuilder("<rss version='2.0'><channel><title>Bench</title>");
    for (int i = 0; i < STORIES; i++) {
      String name = "story " + i + " of round " + round;
      String text = String.join(" ", SENTENCES);
      if (i < 6) {
        feed.append("<item><title>The ")
            .append(name)
            .append("</title><description>")
            .append(text)
            .append("</description></item>");
      } else {
        Files.writeString(
            folder.resolve("notes/" + i + ".md"), "# My " + name + "\n\n" + text + "\n");
      }
    }
    Files.writeString(folder.resolve("feed.xml"), feed + "</channel></rss>");
  }

  private Path home(Build build) {
    return folder.resolve("home-" + build.name());
  }

  private Cost produce(Build build, Path config, LocalDate day) throws Exception {
    List<String> command =
        build.command(
            "produce",
            "bench",
            "--json",
            "--edition",
            day.toString(),
            "--home",
            home(build).toString(),
            "--config",
            config.toString());
    return Cost.of(folder, command, home(build).resolve("work/bench/" + day));
  }

  /**
   * How the program itself starts its encoder: one edition is made with an ffmpeg that writes down
   * what it is asked. The floor gets all of it but the levelling, the form of its own samples, and
   * a file of its own.
   */
  private List<String> encoder(Build build, LocalDate day) throws Exception {
    Path ffmpeg = packagedFfmpeg(build);
    Path asked = folder.resolve("asked.txt");
    Path spy = folder.resolve("ffmpeg");
    Files.writeString(
        spy,
        "#!/bin/sh\ncase \"$*\" in *libmp3lame*) printf '%s\\n' \"$@\" >'"
            + asked
            + "' ;; esac\nexec '"
            + ffmpeg
            + "' \"$@\"\n");
    if (!spy.toFile().setExecutable(true)) {
      throw new IOException("Expected to make '" + spy + "' executable");
    }
    produce(build, configuration("config-asked", "ffmpeg: " + spy + "\n"), day);
    List<String> command = new ArrayList<>(List.of(ffmpeg.toString()));
    command.addAll(Files.readAllLines(asked));
    replace(command, "-f", "s16le", "s16be");
    int filters = command.indexOf("-af") + 1;
    command.set(filters, command.get(filters).replaceFirst(",volume=.*", ""));
    command.set(command.size() - 1, folder.resolve("floor.mp3").toString());
    return command;
  }

  private static void replace(List<String> command, String key, String from, String to) {
    int value = command.indexOf(key) + 1;
    if (value == 0 || !command.get(value).equals(from)) {
      throw new IllegalStateException("Expected '" + key + " " + from + "' in " + command);
    }
    command.set(value, to);
  }

  private Path packagedFfmpeg(Build build) throws IOException {
    try (var programs = Files.list(home(build).resolve("bin"))) {
      return programs.filter(Files::isExecutable).findFirst().orElseThrow();
    }
  }

  private Cost floor(Build build, LocalDate day, List<String> encoder, String compiler)
      throws Exception {
    Path text = folder.resolve("text.txt");
    Files.write(text, sentences(build, day));
    List<String> command =
        new ArrayList<>(
            List.of(
                Build.java(),
                compiler,
                "-cp",
                classPath(build),
                Floor.class.getName(),
                text.toString()));
    command.addAll(encoder);
    return Cost.of(folder, command);
  }

  /** The jar comes first: so the kept classes fit. */
  private static String classPath(Build build) throws Exception {
    Path tests = Path.of(Floor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return build.jar() + File.pathSeparator + tests;
  }

  private Map<String, double[]> stages(Build build, Path config, LocalDate day) throws Exception {
    Process process =
        new ProcessBuilder(
                Build.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:SharedArchiveFile=" + build.jar().resolveSibling("larksong.jsa"),
                "-Xlog:disable",
                "-cp",
                classPath(build),
                Stages.class.getName(),
                home(build).toString(),
                config.toString(),
                "bench",
                day.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, double[]> stages = new LinkedHashMap<>();
    for (String line :
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList()) {
      String[] fields = line.split(" ", -1);
      stages.put(
          fields[0], new double[] {Double.parseDouble(fields[1]), Double.parseDouble(fields[2])});
    }
    return stages;
  }

  private List<String> sentences(Build build, LocalDate day) throws IOException {
    Path speech = home(build).resolve("work/bench/" + day + "/speech.json");
    JsonNode clips = Json.tree(Files.readString(speech)).path("result").path("clips");
    List<String> sentences = new ArrayList<>();
    clips.forEach(clip -> sentences.add(clip.path("text").asText()));
    if (sentences.isEmpty()) {
      throw new IOException("Expected clips with their text in '" + speech + "'");
    }
    return sentences;
  }

  private int words(Build build, LocalDate day) throws IOException {
    return sentences(build, day).stream()
        .mapToInt(sentence -> sentence.split("\\s+", -1).length)
        .sum();
  }

  private void report(Cost firstEver, Map<String, double[]> stages, int words) {
    System.out.printf(
        Locale.ROOT, "%nAn edition of %d words, cold, medians of %d:%n", words, Figures.rounds());
    figures.print();
    Figures.row("the first on a new home", firstEver.wall(), firstEver.cpu());
    stages.forEach((stage, cost) -> Figures.row("  stage " + stage, cost[0], cost[1]));
    double cpu = figures.cpu("produce, now");
    System.out.printf(
        Locale.ROOT,
        "produce: %.2fx of the floor's CPU with the same compiler (C1), %.2fx with Java's own"
            + " choice (C1 and C2), first MP3 byte after %.2f s%n",
        cpu / figures.cpu(OWN_COMPILER),
        cpu / figures.cpu(BOTH_COMPILERS),
        figures.firstByte("produce, now"));
    if (builds.size() > 1) {
      double earlier = figures.cpu("produce, before");
      System.out.printf(
          Locale.ROOT,
          "before: %.2fx (C1), %.2fx (C1 and C2), first MP3 byte after %.2f s%n",
          earlier / figures.cpu(OWN_COMPILER),
          earlier / figures.cpu(BOTH_COMPILERS),
          figures.firstByte("produce, before"));
    }
    figures.compare("cold produce", "produce, now", "produce, before");
  }
}
