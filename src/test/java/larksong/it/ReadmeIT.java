package larksong.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import larksong.it.Program.Result;
import larksong.it.Program.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the README, in its order, with a copy of what a clone has. */
class ReadmeIT {

  private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|yaml)\\n(.*?)```");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** The build that made the program under test. */
  private static final String BUILD = "mvn -q -DskipTests package && ";

  @TempDir Path folder;

  @Test
  void everyCommandOfTheReadmeWorks() throws Exception {
    copy("config");
    copy("samples");
    Program larksong = new Program(folder);
    List<String> run = new ArrayList<>();
    for (String block : blocks()) {
      if (block.startsWith("title:")) {
        Files.writeString(folder.resolve("config/shows/mine.yaml"), block);
        continue;
      }
      if (block.startsWith("# config/larksong.yaml")) {
        Path installation = folder.resolve("config/larksong.yaml");
        String key = block.replaceFirst("(?s)#[^\n]*\n(\\w+):.*", "$1");
        assertThat(Files.readString(installation)).contains(key + ": {}");
        String written = Files.readString(installation).replace(key + ": {}", block);
        Files.writeString(installation, written);
        works(larksong, "larksong check");
        continue;
      }
      for (String line : block.split("\n", -1)) {
        String command = line.replaceFirst("\\s+# .*", "").strip();
        if (!command.isEmpty()) {
          works(larksong, command);
          run.add(command);
        }
      }
    }

    assertThat(run).hasSizeGreaterThanOrEqualTo(12);
    assertThat(folder.resolve("kettle.mp3")).isNotEmptyFile();
    assertThat(folder.resolve("home/work/mine")).isNotEmptyDirectory();
  }

  private void works(Program larksong, String command) throws Exception {
    List<String> words = words(command.replace(BUILD + "target/", ""));
    assertThat(words.get(0)).as(command).isEqualTo("larksong");
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    if (arguments[0].equals("serve")) {
      serves(larksong, arguments);
      return;
    }
    Result result = larksong.in(folder).run(arguments);
    assertThat(result.code()).as("%s%n%s%n%s", command, result.out(), result.err()).isZero();
    assertThat(result.out()).isNotBlank();
  }

  /** On a free port, because another program may have the README's. */
  private void serves(Program larksong, String... arguments) throws Exception {
    assertThat(arguments).containsExactly("serve", "--port", "8484");
    Running running = larksong.in(folder).start("serve", "--port", "0");
    while (!running.out().contains("Stop with Ctrl-C.")
        && !running.process().waitFor(20, TimeUnit.MILLISECONDS)) {
      assertThat(running.err()).doesNotContain("error");
    }
    running.process().destroy();
    assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(running.out()).contains("http://localhost:");
  }

  private static List<String> blocks() throws Exception {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(Path.of("README.md")));
    while (matcher.find()) {
      blocks.add(matcher.group(2));
    }
    return blocks;
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    return words;
  }

  private void copy(String name) throws Exception {
    Path from = Path.of(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(name).resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }
}
