package larksong.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs that a {@code larksong.yaml} has started, for its owner to read beforehand. */
public final class Programs {

  private Programs() {}

  /**
   * A program and its arguments.
   *
   * @param key where they stand, such as {@code engines.espeak.run}
   */
  public record Started(String key, List<String> command) {
    public Started {
      command = List.copyOf(command);
    }
  }

  /** Those in a file, as they are written in it; none in one that cannot be read. */
  public static List<Started> in(byte[] file) {
    Section installation =
        YamlFile.parse(
            new String(file, StandardCharsets.UTF_8),
            new ReadFile(Path.of("larksong.yaml"), Map.of(), new ArrayList<>()));
    List<Started> programs = new ArrayList<>();
    for (String several : List.of("engines", "targets")) {
      Section named = installation.section(several);
      for (String name : named.keys()) {
        add(programs, several + "." + name + ".run", named.section(name), "run");
      }
    }
    add(programs, "alerts.command", installation.section("alerts"), "command");
    add(programs, "ffmpeg", installation, "ffmpeg");
    return List.copyOf(programs);
  }

  private static void add(List<Started> programs, String shown, Section section, String key) {
    List<String> command = section.texts(key, List.of());
    if (!command.isEmpty()) {
      programs.add(new Started(shown, command));
    }
  }
}
