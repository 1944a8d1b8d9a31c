package larksong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import larksong.json.Json;

/**
 * What a morning costs: the packaged program makes an edition of about 1,000 words in a cold
 * process, beside the floor, in turns, on a home that has made an edition before. Needs bash, for
 * the CPU time of a process and its children.
 */
public final class ProduceBench {

  private static final int ROUNDS = 7;
  private static final int STORIES = 18;
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
  private static final List<String> SENTENCES =
      List.of(
          "The harbour authority has dropped its plan to close the bridge in winter.",
          "Walkers and cyclists save twenty minutes on the way to the ferry.",
          "A new heater for the bearings costs less than anyone had feared.",
          "Boats still go first, so expect a short wait in the afternoon.",
          "The council votes on the money on Tuesday.",
          "Anglers have landed herring in the inner basin again.",
          "Biologists credit the reed beds that were planted four years ago.");

  private final Path jar;
  private final Path folder;

  private ProduceBench(Path jar, Path folder) {
    this.jar = jar;
    this.folder = folder;
  }

  /** Arguments: the jar. */
  public static void main(String[] arguments) throws Exception {
    new ProduceBench(Path.of(arguments[0]), Files.createTempDirectory("larksong-bench")).run();
  }

  /** Seconds of a process: on the clock, and of CPU with its children's. */
  private record Cost(double wall, double cpu, double firstByte) {}

  private void run() throws Exception {
    Files.createDirectories(folder.resolve("config/shows"));
    Files.writeString(
        folder.resolve("config/shows/bench.yaml"),
        "title: Bench\nkind: morning-briefing\nlength: 30m\nzone: Europe/Stockholm\n"
            + "sources:\n  - notes: ../../notes\n    window: all\n  - feed: ../../feed.xml\n    top: 6\n    since: all\n");
    material(0);
    Cost firstEver = produce(FIRST);
    List<Cost> produced = new ArrayList<>();
    List<Cost> floors = new ArrayList<>();
    List<Cost> sparing = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      LocalDate day = FIRST.plusDays(round);
      material(round);
      produced.add(produce(day));
      floors.add(floor(day, "-XX:+TieredCompilation"));
      sparing.add(floor(day, "-XX:TieredStopAtLevel=1"));
    }
    LocalDate last = FIRST.plusDays(ROUNDS + 1L);
    material(ROUNDS + 1);
    Map<String, double[]> stages = stages(last);
    report(firstEver, produced, floors, sparing, stages, words(last));
  }

  /** Notes and stories that no edition told before. */
  private void material(int round) throws IOException {
    Files.createDirectories(folder.resolve("notes"));
    StringBuilder feed = new StringBuilder("<rss version='2.0'><channel><title>Bench</title>");
    for (int i = 0; i < STORIES; i++) {
      String name = "story " + i + " of round " + round;
      String text = String.join(" ", SENTENCES.subList(0, 5));
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

  private Cost produce(LocalDate day) throws Exception {
    return timed(
        folder.resolve("home/work/bench/" + day),
        jar.resolveSibling("larksong").toString(),
        "produce",
        "bench",
        "--json",
        "--edition",
        day.toString(),
        "--home",
        folder.resolve("home").toString(),
        "--config",
        folder.resolve("config").toString());
  }

  private Cost floor(LocalDate day, String compiler) throws Exception {
    Path text = folder.resolve("text.txt");
    Files.write(text, sentences(day));
    Path ffmpeg;
    try (Stream<Path> programs = Files.list(folder.resolve("home/bin"))) {
      ffmpeg = programs.filter(Files::isExecutable).findFirst().orElseThrow();
    }
    return timed(
        folder,
        java(),
        compiler,
        "-cp",
        jar + java.io.File.pathSeparator + "target/test-classes",
        "larksong.bench.Floor",
        text.toString(),
        ffmpeg.toString(),
        folder.resolve("floor.mp3").toString());
  }

  /** Runs a command under bash's clock; notes when sound first appears in the folder. */
  private Cost timed(Path sound, String... command) throws Exception {
    Path times = folder.resolve("times");
    List<String> bash =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; { time \"$@\" 2>&3; } 3>&2 2>" + times,
                "bash"));
    bash.addAll(List.of(command));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(bash)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    double firstByte = Double.NaN;
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      if (Double.isNaN(firstByte) && hasSound(sound)) {
        firstByte = (System.nanoTime() - begin) / 1e9;
      }
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("err")));
    }
    String[] fields = Files.readString(times).trim().split("\\s+", -1);
    return new Cost(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]) + Double.parseDouble(fields[2]),
        firstByte);
  }

  private static boolean hasSound(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().contains(".mp3") && file.toFile().length() > 0);
    }
  }

  private Map<String, double[]> stages(LocalDate day) throws Exception {
    Process process =
        new ProcessBuilder(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:SharedArchiveFile=" + jar.resolveSibling("larksong.jsa"),
                "-Xlog:disable",
                "-cp",
                jar + java.io.File.pathSeparator + "target/test-classes",
                "larksong.bench.Stages",
                folder.resolve("home").toString(),
                folder.resolve("config").toString(),
                "bench",
                day.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, double[]> stages = new LinkedHashMap<>();
    for (String line :
        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .toList()) {
      String[] fields = line.split(" ", -1);
      stages.put(
          fields[0], new double[] {Double.parseDouble(fields[1]), Double.parseDouble(fields[2])});
    }
    return stages;
  }

  private List<String> sentences(LocalDate day) throws IOException {
    JsonNode speech =
        Json.tree(Files.readString(folder.resolve("home/work/bench/" + day + "/speech.json")));
    List<String> sentences = new ArrayList<>();
    speech.path("result").path("clips").forEach(clip -> sentences.add(clip.path("text").asText()));
    return sentences;
  }

  private int words(LocalDate day) throws IOException {
    return sentences(day).stream().mapToInt(sentence -> sentence.split("\\s+", -1).length).sum();
  }

  private static void report(
      Cost firstEver,
      List<Cost> produced,
      List<Cost> floors,
      List<Cost> sparing,
      Map<String, double[]> stages,
      int words) {
    System.out.printf(
        Locale.ROOT, "%nAn edition of %d words, cold, medians of %d:%n", words, ROUNDS);
    System.out.printf(Locale.ROOT, "%-28s %8s %8s%n", "", "seconds", "CPU s");
    row(
        "produce",
        median(produced.stream().map(Cost::wall).toList()),
        median(produced.stream().map(Cost::cpu).toList()));
    row(
        "floor: FreeTTS and ffmpeg",
        median(floors.stream().map(Cost::wall).toList()),
        median(floors.stream().map(Cost::cpu).toList()));
    row(
        "  with produce's compiler",
        median(sparing.stream().map(Cost::wall).toList()),
        median(sparing.stream().map(Cost::cpu).toList()));
    row("the first on a new home", firstEver.wall(), firstEver.cpu());
    stages.forEach((stage, cost) -> row("  stage " + stage, cost[0], cost[1]));
    double ratio =
        median(produced.stream().map(Cost::cpu).toList())
            / median(floors.stream().map(Cost::cpu).toList());
    System.out.printf(
        Locale.ROOT,
        "produce: %.2fx of the floor's CPU, first MP3 byte after %.2f s%n",
        ratio,
        median(produced.stream().map(Cost::firstByte).toList()));
  }

  private static void row(String name, double seconds, double cpu) {
    System.out.printf(Locale.ROOT, "%-28s %8.2f %8.2f%n", name, seconds, cpu);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String java() {
    return Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
        .toString();
  }
}
